import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { node } from './processes.mjs';
import { GENERATED } from './generated.mjs';

/**
 * Every generated file is committed, so that a review sees it change; each generator runs again here and must give what is
 * committed. The files are put back afterwards: a test changes no working tree.
 */
export async function checkDrift(context) {
  const results = [];
  for (const generated of GENERATED) results.push(await checkOne(context, generated));
  const details = results.filter((result) => result !== null);
  return { passed: results.length - details.length, failed: details.length, skipped: 0, details };
}

async function checkOne(context, { name, command, paths, script }) {
  const before = contentsOf(context.root, paths);
  const { code, output } = await node(command, context);
  const after = contentsOf(context.root, paths);
  restore(context.root, before, after);
  if (code !== 0) return `${name}: the generator failed\n${output}`;
  if (before.size === 0) return `${name}: nothing is committed under ${paths.join(', ')}; run \`npm run ${script}\`.`;
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file) !== after.get(file),
  );
  return differing.length === 0
    ? null
    : `${name}: ${differing.join(', ')} is not what the generator gives; run \`npm run ${script}\`.`;
}

function contentsOf(root, paths) {
  const files = paths.flatMap((path) => filesUnder(join(root, path)));
  return new Map(files.map((file) => [relative(root, file), readFileSync(file, 'utf8')]));
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}

function restore(root, before, after) {
  for (const file of after.keys()) if (!before.has(file)) rmSync(join(root, file));
  for (const [file, text] of before) if (after.get(file) !== text) writeFileSync(join(root, file), text);
}
