import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { WeirError } from '../errors/weir-error.js';
import { checkCost } from './query-cost.js';

const schema = buildSchema(`
  type Query { things(first: Int = 50, after: String): [Thing!]! metrics(queries: [Question!]!): [Float!]! }
  type Thing { name: String things(first: Int = 50): [Thing!]! }
  input Question { metric: String! }
`);

function refusal(query: string, variables: Record<string, unknown> = {}): WeirError | null {
  try {
    checkCost({ schema, document: parse(query), variables, operationName: undefined });
    return null;
  } catch (error) {
    return error as WeirError;
  }
}

describe('what a query may cost', () => {
  it('lets a page of a list through, whichever way it is asked for', () => {
    expect(refusal('{ things(first: 200) { name } }')).toBeNull();
    expect(refusal('query ($n: Int) { things(first: $n) { name } }', { n: 200 })).toBeNull();
  });

  it('counts what pages within pages would load', () => {
    const nested = '{ things(first: 200) { things(first: 200) { things(first: 200) { name } } } }';
    expect(refusal(nested)?.code).toBe('QUERY_TOO_COMPLEX');
    expect(refusal(nested.replaceAll('200', '5'))).toBeNull();
  });

  it('counts defaults, fragments and aliases', () => {
    const nested = '{ things { ...deep } } fragment deep on Thing { things { things { name } } }';
    expect(refusal(nested)?.code).toBe('QUERY_TOO_COMPLEX');
    const many = Array.from({ length: 300 }, (_, index) => `a${index}: things(first: 200) { name }`).join(' ');
    expect(refusal(`{ ${many} }`)?.code).toBe('QUERY_TOO_COMPLEX');
  });

  it.each([0, -1, 201])('refuses a page of %d as bad input, by its name', (first) => {
    expect(refusal(`{ things(first: ${first}) { name } }`)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    expect(refusal('query ($n: Int) { things(first: $n) { name } }', { n: first })?.code).toBe('BAD_USER_INPUT');
  });

  it('refuses a variable of the wrong type with the place of the fault', () => {
    const query = 'query ($all: [Question!]!) { metrics(queries: $all) }';
    const error = refusal(query, { all: [{ metric: 'A' }, { metric: 7 }] });
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'all[1].metric' });
  });
});
