const LINES_SHOWN = 120;

export function printStep(step, { passed, failed, skipped }, milliseconds) {
  const counts = [`${passed} passed`, failed > 0 ? `${failed} FAILED` : '', skipped > 0 ? `${skipped} skipped` : ''];
  const seconds = (milliseconds / 1000).toFixed(1);
  console.log(`${failed > 0 ? '✗' : '✓'} ${step.title}: ${counts.filter(Boolean).join(', ')} (${seconds} s)`);
}

/** What failed, indented under its step; a long output keeps its beginning and its end. */
export function printDetails({ failed, details }) {
  if (failed === 0) return;
  for (const detail of details)
    console.log(
      shorten(detail)
        .map((line) => `    ${line}`)
        .join('\n'),
    );
}

/** Some compilers colour their complaints whatever they are told. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

function shorten(text) {
  const lines = text.replaceAll(COLOUR, '').trimEnd().split('\n');
  if (lines.length <= LINES_SHOWN) return lines;
  const half = LINES_SHOWN / 2;
  return [...lines.slice(0, half), `… ${lines.length - LINES_SHOWN} lines …`, ...lines.slice(-half)];
}

/** The last line is for scripts: it stands alone, and the exit code says the same. */
export function printTotals(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const bad = results.filter((result) => result.failed > 0).map((result) => result.step.title);
  if (bad.length > 0) console.log(`\nFailed: ${bad.join(', ')}`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}
