import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installWhenNeeded } from './install.mjs';
import { buildWhenNeeded, staleParts } from './build.mjs';
import { withLock } from './lock.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Installs and builds what changed, then runs the program in this process. Everything it says goes to standard error. */
export async function launch() {
  if (existsSync(new URL('../src', import.meta.url))) await prepare();
  const program = new URL('dist/apps/server/main.js', pathToFileURL(ROOT));
  const { main } = await import(program.href);
  await main(process.argv.slice(2));
}

async function prepare() {
  if (staleParts(ROOT).length === 0 && !installWhenNeeded.isNeeded(ROOT)) return;
  await withLock(ROOT, async () => {
    await installWhenNeeded(ROOT);
    await buildWhenNeeded(ROOT);
  });
}
