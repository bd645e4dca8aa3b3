import { describe, expect, it } from 'vitest';
import { parseReferenceText } from './references.js';

const MANY = 60_000;

describe('A text that points at something', () => {
  it('tells the cause from the remedy, however many spaces are between its words', () => {
    const spaces = ' '.repeat(MANY);
    expect(parseReferenceText(`Since acme/shop#7.${spaces}Fixed by${spaces}#12`)).toMatchObject({
      cause: { changes: ['acme/shop#7'] },
      remedy: { changes: ['#12'] },
    });
  });

  it.each([
    ['spaces', `closes${' '.repeat(MANY)}x`],
    ['a word', 'a'.repeat(MANY)],
    ['a path', `deployment a/${'a'.repeat(MANY)}`],
    ['dots', `https://a${'.'.repeat(MANY)}x`],
  ])('is read at once, though it holds endless %s', (_, text) => {
    const began = performance.now();
    expect(parseReferenceText(text).cause.changes).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
