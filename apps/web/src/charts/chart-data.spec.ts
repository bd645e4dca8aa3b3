import { describe, expect, it } from 'vitest';
import { toCsv } from './chart-data.js';

describe('toCsv', () => {
  it('quotes what needs it, leaves unknown empty and defuses formulas', () => {
    const csv = toCsv({
      columns: [{ name: 'Week', isText: true }, { name: 'Median, s' }],
      rows: [
        { text: [], exact: ['He said "no"', 12.5] },
        { text: [], exact: ['=HYPERLINK("x")', null] },
        { text: [], exact: ['plain', -3] },
      ],
    });
    expect(csv).toBe(`Week,"Median, s"\r\n"He said ""no""",12.5\r\n"'=HYPERLINK(""x"")",\r\nplain,-3\r\n`);
  });
});
