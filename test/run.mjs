import { fileURLToPath } from 'node:url';
import { makeRunFolder } from './runner/run-folder.mjs';
import { prepareEnvironment } from './runner/environment.mjs';
import { endEverything, onInterrupt } from './runner/processes.mjs';
import { printDetails, printStep, printTotals } from './runner/report.mjs';
import { STEPS } from './runner/steps.mjs';

/**
 * `npm test`: everything that must hold, from a fresh clone. Only Node's own modules may be imported here, because the first
 * step is the one that installs the others. Names of steps as arguments run those alone: `npm test -- lint api`.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

async function main(names) {
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) return refuse(unknown);
  const folder = makeRunFolder();
  const context = { root: ROOT, folder: folder.path, env: prepareEnvironment(folder.path) };
  onInterrupt(() => cleanUp(folder));
  try {
    return await runAll(chosen(names), context);
  } finally {
    await cleanUp(folder);
  }
}

function chosen(names) {
  return names.length === 0 ? STEPS : STEPS.filter((step) => step.always || names.includes(step.name));
}

/** A step that says so ends the run when it fails: without packages or a build everything after it would fail for that reason. */
async function runAll(steps, context) {
  const results = [];
  for (const step of steps) {
    const started = Date.now();
    const result = await outcomeOf(step, context);
    results.push({ step, ...result });
    printStep(step, result, Date.now() - started);
    printDetails(result);
    if (step.needed && result.failed > 0) break;
  }
  return printTotals(results);
}

/** A step that crashes is a failure of its own. */
async function outcomeOf(step, context) {
  try {
    return await step.run(context);
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, details: [error.stack ?? String(error)] };
  }
}

async function cleanUp(folder) {
  await endEverything(folder.path);
  folder.remove();
}

function refuse(unknown) {
  console.error(`No such step: ${unknown.join(', ')}. The steps are ${STEPS.map((step) => step.name).join(', ')}.`);
  return 2;
}

process.exit(await main(process.argv.slice(2)));
