import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkDrift } from './drift.mjs';
import { node } from './processes.mjs';
import { runVitest } from './vitest.mjs';

const UNITS = 'vitest.config.ts';
const END_TO_END = 'test/vitest.config.ts';
const PASSED = { passed: 1, failed: 0, skipped: 0, details: [] };

/** In the order in which they run. `always`: also when only some steps are asked for; `needed`: what follows makes no sense without. */
export const STEPS = [
  { name: 'install', title: 'Packages', always: true, needed: true, run: install },
  {
    name: 'format',
    title: 'Format',
    run: (context) => check(context, ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
  },
  { name: 'lint', title: 'Lint', run: lint },
  {
    name: 'rules',
    title: 'Import rules can fail',
    run: (context) => runVitest(context, { config: END_TO_END, projects: ['rules'], minutes: 5 }),
  },
  { name: 'types', title: 'Types', run: (context) => check(context, ['typescript-7/bin/tsc', '-p', '.']) },
  { name: 'exports', title: 'Dead exports', run: (context) => check(context, ['knip/bin/knip.js', '--no-progress']) },
  { name: 'build', title: 'Build', always: true, needed: true, run: build },
  { name: 'drift', title: 'Generated files', run: checkDrift },
  {
    name: 'unit',
    title: 'Unit tests',
    run: (context) => runVitest(context, { config: UNITS, projects: ['core', 'web'], minutes: 20 }),
  },
  {
    name: 'database',
    title: 'Database tests',
    run: (context) => runVitest(context, { config: UNITS, projects: ['database'], minutes: 20 }),
  },
  {
    name: 'api',
    title: 'API tests',
    run: (context) => runVitest(context, { config: END_TO_END, projects: ['api'], minutes: 20 }),
  },
  {
    name: 'web',
    title: 'Browser tests',
    run: (context) => runVitest(context, { config: END_TO_END, projects: ['browser'], minutes: 20 }),
  },
];

/** Shared with `npm start`: both install when the lock file and node_modules differ. */
async function install({ root }) {
  const { installWhenNeeded } = await import(pathToFileURL(join(root, 'apps/server/bin/install.mjs')).href);
  await installWhenNeeded(root);
  return PASSED;
}

async function build(context) {
  const module = pathToFileURL(join(context.root, 'apps/server/bin/build.mjs')).href;
  const script = `const { buildWhenNeeded } = await import(${JSON.stringify(module)}); await buildWhenNeeded(process.cwd());`;
  return outcome(await node(['--input-type=module', '-e', script], context));
}

/**
 * `@nx/enforce-module-boundaries` lets everything pass when no project graph was made before, and says so in one line that
 * nobody reads. So the graph is made first, and that line is a failure.
 */
async function lint(context) {
  const graph = await node(['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], context);
  if (graph.code !== 0) return outcome(graph);
  const { code, output } = await node(['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'], context);
  return outcome({ code: output.includes('The rule will be skipped') ? 1 : code, output });
}

async function check(context, [script, ...args]) {
  return outcome(await node([join('node_modules', script), ...args], context));
}

function outcome({ code, output }) {
  return code === 0 ? PASSED : { passed: 0, failed: 1, skipped: 0, details: [output] };
}
