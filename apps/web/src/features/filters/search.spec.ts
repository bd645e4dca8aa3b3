import { describe, expect, it } from 'vitest';
import { parseFilterSearch, parseSearchString, stringifySearch } from './search.js';

describe('the filter bar in the URL', () => {
  it('survives the way through a link', () => {
    const search = {
      range: '6m',
      compare: 'off',
      repository: ['acme/shop', 'acme/web'],
      label: ['a b&c'],
      bots: 'shown',
    } as const;
    const text = stringifySearch({ ...search });
    expect(text).toBe('?range=6m&compare=off&repository=acme/shop&repository=acme/web&label=a+b%26c&bots=shown');
    expect(parseFilterSearch(parseSearchString(text))).toEqual(search);
  });

  it('writes no defaults', () => {
    expect(parseFilterSearch({ range: '12w', compare: 'on', bots: 'hidden' })).toEqual({});
    expect(stringifySearch({})).toBe('');
  });

  it('leaves out what it does not understand', () => {
    expect(parseFilterSearch({ range: '7y', from: '2026-13-01', to: '2026-12-01', repository: 7, label: '' })).toEqual(
      {},
    );
    expect(parseFilterSearch({ from: '2026-02-30', to: '2026-03-01' })).toEqual({});
    expect(parseFilterSearch({ from: '2026-03-02', to: '2026-03-01' })).toEqual({});
  });

  it('takes one value of a list for a list', () => {
    expect(parseFilterSearch({ repository: 'acme/shop' })).toEqual({ repository: ['acme/shop'] });
  });
});
