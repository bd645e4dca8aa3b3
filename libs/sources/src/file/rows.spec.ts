import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRows, type RowItem } from './rows.js';
import { openTextFile } from './text-file.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-rows-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer): Promise<RowItem[]> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  const items: RowItem[] = [];
  for await (const item of readRows(await openTextFile(path))) items.push(item);
  return items;
}

/** Rows as `line: cell|cell`, broken ones as `line! what`. */
async function show(content: string | Buffer): Promise<string[]> {
  return (await read(content)).map((item) => {
    if ('columns' in item) return item.columns.join('|');
    return 'broken' in item ? `${item.line}! ${item.broken}` : `${item.line}: ${[...item.cells.values()].join('|')}`;
  });
}

describe('rows of a CSV', () => {
  it('are cut at commas, semicolons, tabs or bars, whichever the header holds', async () => {
    for (const delimiter of [',', ';', '\t', '|'])
      expect(await show(['a', 'b c', 'd\n1', 'x', '2\n'].join(delimiter))).toEqual(['a|b c|d', '2: 1|x|2']);
    expect(await show('sep=;\na;b\n1,5;2\n')).toEqual(['a|b', '3: 1,5|2']);
  });

  it('know their line through quoted line breaks, blank lines, CRLF and a byte order mark', async () => {
    const content = '\ufeffa,b\r\n"one\r\nand a half",1\r\n\r\ntwo,2\r\n"thr""ee",3';
    expect(await show(content)).toEqual(['a|b', '2: one\nand a half|1', '5: two|2', '6: thr"ee|3']);
    expect(await show('a,b\rone,1\rtwo,2\r')).toEqual(['a|b', '2: one|1', '3: two|2']);
  });

  it('that are too short or too long are broken, and leave the rest', async () => {
    expect(await show('a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,,\n')).toEqual([
      'a|b|c',
      '2! it has 2 cells where the header has 3',
      '3: 1|2|3',
      '4! it has 4 cells where the header has 3',
      '5: 1|2|3',
    ]);
  });

  it('with a quote that never closes do not swallow the rest', async () => {
    const rows = await show(`a,b\n1,"open\n${Array.from({ length: 900 }, (_, index) => `${index},x`).join('\n')}\n`);
    expect(rows[1]).toMatch(/^2! a quote is opened and never closed/);
    expect(rows).toHaveLength(902);
    expect(rows.at(-1)).toBe('902: 899|x');
  });

  it('may hold a bare quote, but not one that closes in the middle', async () => {
    expect(await show('a,b\na 5" nail,1\n"b"c,2\nd,3\n')).toEqual([
      'a|b',
      '2: a 5" nail|1',
      '3! a quote closes in the middle of a cell: double a quote that belongs to the text',
      '4: d|3',
    ]);
  });

  it('with two columns of a name keep the first and number the others', async () => {
    expect((await show('a,b,a,\n1,2,3,4\n'))[0]).toBe('a|b|a (2)|column 4');
  });

  it('are read whatever they hold, when written by the rules', async () => {
    const cell = fc.stringMatching(/^[a-z",;\n é|]{0,8}$/).map((text) => text.trim());
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, async (expected) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const content = ['x,y', ...expected.map((row) => row.map(quote).join(','))].join('\n');
        const items = (await read(content)).slice(1);
        expect(items.map((item) => ('cells' in item ? [...item.cells.values()] : item))).toEqual(expected);
      }),
      { numRuns: process.env.WEIR_TEST_LONG === '1' ? 2000 : 60 },
    );
  });
});

describe('rows of JSON', () => {
  it('are one object a line, with the line of what is none', async () => {
    expect(await show('{"a":1,"b":{"c":"x"}}\n\nnot json\n[1]\n{"a":null}')).toEqual([
      '',
      '1: 1|x',
      expect.stringMatching(/^3! it is no JSON \(/),
      '4! it is no JSON object',
      '5: ',
    ]);
  });

  it('may be one array, on one line or many', async () => {
    expect(await show('[{"a":"],["},{"a":2}]')).toEqual(['', '1: ],[', '1: 2']);
    expect(await show('[\n  {\n    "a": 1\n  },\n  7,\n  {"a": "\\"}"}\n]\n')).toEqual([
      '',
      '2: 1',
      '5! it is no JSON object',
      '6: "}',
    ]);
    expect(await show('[]')).toEqual(['']);
    expect(await show('[{"a":1},{"a":')).toEqual(['', '1: 1', expect.stringMatching(/^1! it is no JSON/)]);
  });

  it('name inner values by the way to them', async () => {
    const [, row] = await read('{"user":{"login":"ada"},"labels":[{"name":"bug"}]}');
    expect(row && 'cells' in row && Object.fromEntries(row.cells)).toEqual({
      'user.login': 'ada',
      labels: [{ name: 'bug' }],
    });
  });
});

describe('encodings', () => {
  it('are UTF-8, and UTF-16 with its mark', async () => {
    expect(await show(Buffer.from('\ufeffa\té\n1\tü\n', 'utf16le'))).toEqual(['a|é', '2: 1|ü']);
  });
});
