import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** `npm ci`, when what is installed is not what the lock file says. */
export async function installWhenNeeded(root) {
  if (!isNeeded(root)) return;
  process.stderr.write('Installing dependencies …\n');
  await run(npmCommand(), ['ci', '--no-audit', '--no-fund', '--loglevel=error'], root, 'Installing the dependencies');
}
installWhenNeeded.isNeeded = isNeeded;

/** npm writes what it installed into node_modules; comparing it with the lock file needs no stamp of our own. */
function isNeeded(root) {
  const wanted = readLock(join(root, 'package-lock.json'));
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null) return false;
  if (installed === null) return true;
  return Object.entries(wanted).some(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || entry.link) return false;
    const present = installed[path];
    return present === undefined || present.version !== entry.version || present.integrity !== entry.integrity;
  });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

function npmCommand() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}
