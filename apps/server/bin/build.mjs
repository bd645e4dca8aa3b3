import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compressFiles } from './compress.mjs';
import { run } from './run.mjs';

const STAMP = '.sources';
const EVERYWHERE = ['package-lock.json', 'tsconfig.json'];
const PARTS = [
  {
    name: 'server',
    inputs: ['apps/server/src', 'apps/server/vite.config.ts', 'libs/metrics/src', 'libs/sources/src', 'libs/store/src'],
  },
  { name: 'web', inputs: ['apps/web', 'libs/metrics/src'], isServed: true },
];

/** Server and web, each only when the content of its sources is not what dist was built from; both at once. */
export async function buildWhenNeeded(root, names = PARTS.map((part) => part.name)) {
  const stale = staleParts(root).filter((part) => names.includes(part.name));
  if (stale.length === 0) return;
  process.stderr.write(`Building ${stale.map((part) => part.name).join(' and ')} …\n`);
  await Promise.all(stale.map((part) => build(root, part)));
}

export function staleParts(root) {
  return PARTS.filter((part) => existsSync(join(root, 'apps', part.name, 'vite.config.ts')))
    .map((part) => ({ ...part, fingerprint: fingerprint(root, part.inputs) }))
    .filter((part) => builtFrom(root, part) !== part.fingerprint);
}

function builtFrom(root, part) {
  try {
    return readFileSync(join(root, 'dist', 'apps', part.name, STAMP), 'utf8');
  } catch {
    return null;
  }
}

/** Built beside the old one and moved into place whole, so nobody ever runs half a build. */
async function build(root, part) {
  const target = join(root, 'dist', 'apps', part.name);
  const fresh = `${target}.next`;
  rmSync(fresh, { recursive: true, force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const config = join(root, 'apps', part.name, 'vite.config.ts');
  const args = [vite, 'build', join(root, 'apps', part.name), '--config', config, '--outDir', fresh, '--emptyOutDir'];
  await run(process.execPath, [...args, '--logLevel', 'warn'], root, `Building the ${part.name}`);
  if (part.isServed) await compressFiles(fresh);
  writeFileSync(join(fresh, STAMP), part.fingerprint);
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
}

/** By content, not by time: a checkout that touches every file rebuilds nothing. */
function fingerprint(root, inputs) {
  const hash = createHash('sha256');
  for (const input of [...inputs, ...EVERYWHERE]) {
    for (const file of filesOf(join(root, input))) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesOf(path) {
  const entries = listing(path);
  if (entries === null) return existsSync(path) ? [path] : [];
  return entries
    .filter((entry) => !/\.spec\.tsx?$/.test(entry.name) && entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]));
}

function listing(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR' || error.code === 'ENOENT') return null;
    throw error;
  }
}
