import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { node } from './processes.mjs';

/** Runs Vitest and counts from its JSON report. A file that cannot be loaded and a crash of the runner are failures too. */
export async function runVitest(context, { config, projects, minutes }) {
  const report = join(context.folder, `vitest-${projects.join('-')}.json`);
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    config,
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const only = projects.flatMap((project) => ['--project', project]);
  const { code, output } = await node([...args, '--allowOnly=false', ...only], context, minutes);
  const parsed = readReport(report);
  if (parsed === null)
    return { passed: 0, failed: 1, skipped: 0, details: [`Vitest ended without a report.\n${output}`] };
  return countsOf(parsed, { code, output, root: context.root });
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function countsOf(report, { code, output, root }) {
  const details = report.testResults.flatMap((file) => failuresOf(file, root));
  const unexplained = details.length === 0 && code !== 0;
  if (unexplained) details.push(`Vitest ended with exit code ${code}, though no test failed.\n${output}`);
  return {
    passed: report.numPassedTests,
    failed: details.length,
    skipped: report.numPendingTests + report.numTodoTests,
    details,
  };
}

function failuresOf(file, root) {
  const name = relative(root, file.name);
  const failed = file.assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && file.status === 'failed') return [`✗ ${name} could not be run\n${file.message}`];
  return failed.map((test) => `✗ ${name} › ${test.fullName}\n${test.failureMessages.map(withoutNoise).join('\n')}`);
}

/** The stack below our own code says nothing. */
function withoutNoise(message) {
  return message
    .split('\n')
    .filter((line) => !line.includes('/node_modules/') && !line.includes('node:internal'))
    .join('\n');
}
