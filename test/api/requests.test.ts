import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_RANGE, writeSmallHistory } from './small-history.js';
import { Workspace } from './workspace.js';

const RANGE = `range: { from: "${SMALL_RANGE.from}", to: "${SMALL_RANGE.to}" }`;
const metric = (rest: string) => `{ metric(query: { ${RANGE}, ${rest} }) { overall { value } } }`;

/** Requests that cannot be answered, and a word that the refusal must contain. */
const REFUSED: [what: string, query: string, says: RegExp][] = [
  [
    'a range that ends before it begins',
    `{ metric(query: { metric: CYCLE_TIME, range: { from: "2026-03-02", to: "2026-03-01" } }) { overall { value } } }`,
    /2026|range/i,
  ],
  [
    'a moment that is none',
    `{ metric(query: { metric: CYCLE_TIME, range: { from: "soon", to: "2026-03-01" } }) { overall { value } } }`,
    /soon/,
  ],
  ['a time zone that does not exist', metric('metric: CYCLE_TIME, timeZone: "Mars/Olympus"'), /Mars\/Olympus/],
  ['the median of a count', metric('metric: PULL_REQUESTS_MERGED, aggregate: P50'), /P50/],
  ['the sum of a duration', metric('metric: CYCLE_TIME, aggregate: SUM'), /SUM/],
  ['a group without meaning for the metric', metric('metric: CHANGE_LEAD_TIME, groupBy: AI_TOOL'), /AI_TOOL/],
  ['a filter without meaning for the metric', metric('metric: INCIDENTS, filter: { authors: ["ada"] }'), /author/i],
  ['a metric that does not exist', metric('metric: PRODUCTIVITY'), /PRODUCTIVITY/],
  ['more per page than allowed', '{ changes(first: 201) { totalCount } }', /200/],
  ['a page of none', '{ changes(first: 0) { totalCount } }', /200|first/],
  ['a cursor it never gave', '{ changes(after: "nonsense") { totalCount } }', /after|cursor/i],
  ['a field that does not exist', '{ changes { total } }', /total/],
  ['a query that is none', '{ changes { ', /Syntax/i],
];

describe('requests', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.open();
    await workspace.add('GIT', { path: await writeSmallHistory(workspace.folder) });
  });
  afterAll(() => workspace.close());

  it.each(REFUSED)('refuse %s, saying which', async (_what, query, says) => {
    const { errors } = await workspace.send(query);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toMatch(says);
  });

  it('answer a wrong variable alike the first time and the tenth, when the query is compiled', async () => {
    const query = 'query ($query: MetricQuery!) { metric(query: $query) { overall { value } } }';
    const replies = [];
    for (let time = 0; time < 10; time += 1)
      replies.push(await workspace.send(query, { query: { metric: 'NONE', range: SMALL_RANGE } }));
    expect(new Set(replies.map(({ status, errors }) => `${status} ${errors[0]?.extensions.code}`))).toEqual(
      new Set(['400 BAD_USER_INPUT']),
    );
  });

  it('answer the neighbours of a metric that fails', async () => {
    const query = `query ($queries: [MetricQuery!]!) { metrics(queries: $queries) {
      ... on MetricResult { overall { value } } ... on MetricFailure { code message } } }`;
    const ask = (rest: object) => ({ range: SMALL_RANGE, ...rest });
    const { metrics } = await workspace.ask<{ metrics: object[] }>(query, {
      queries: [
        ask({ metric: 'PULL_REQUESTS_MERGED' }),
        ask({ metric: 'CYCLE_TIME', aggregate: 'SUM' }),
        ask({ metric: 'REVERT_RATE' }),
      ],
    });
    expect(metrics[0]).toMatchObject({ overall: { value: 6 } });
    expect(metrics[1]).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('SUM') as string });
    expect(metrics[2]).toMatchObject({ overall: { value: 1 / 6 } });
  });

  it('are kept from loading the whole database, by depth and by cost', async () => {
    const nest = (levels: number): string =>
      levels === 0 ? 'id' : `changes { edges { node { deployment { ${nest(levels - 1)} } } } }`;
    const deep = await workspace.send(`{ deployments { edges { node { ${nest(8)} } } } }`);
    expect(deep.errors[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
    const wide = await workspace.send(
      '{ deployments(first: 200) { edges { node { changes(first: 200) { edges { node { deployment { incidents(first: 200) { totalCount } } } } } } } } }',
    );
    expect(wide.errors[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
  });

  it('go through all pages without a gap or a repetition', async () => {
    const query =
      'query ($after: String) { changes(first: 2, after: $after) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }';
    type Page = {
      changes: {
        totalCount: number;
        edges: { node: { id: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const ids: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { changes }: Page = await workspace.ask<Page>(query, { after });
      ids.push(...changes.edges.map(({ node }) => node.id));
      expect(changes.totalCount).toBe(6);
      after = changes.pageInfo.endCursor;
      more = changes.pageInfo.hasNextPage;
    }
    expect(new Set(ids).size).toBe(6);
    expect(ids).toHaveLength(6);
  });

  it('that are no JSON, or no request, are refused without a trace of the inside', async () => {
    const response = await fetch(`${workspace.server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${workspace.token}` },
      body: '{ not json',
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/node_modules|\.js:\d+/);
  });

  describe('to add a source', () => {
    const add = `mutation ($input: AddSourceInput!) { addSource(input: $input) { source { id } refusal { code message } } }`;
    const WRONG: [what: string, input: () => object, says: RegExp][] = [
      ['that is not there', () => ({ kind: 'GIT', settings: { path: join(workspace.folder, 'nowhere') } }), /nowhere/],
      ['that is no clone', () => ({ kind: 'GIT', settings: { path: workspace.folder } }), /git|clone/i],
      ['without a path', () => ({ kind: 'GIT', settings: {} }), /path/],
      [
        'with a setting it does not have',
        () => ({ kind: 'GIT', settings: { path: workspace.folder, colour: 'red' } }),
        /colour/,
      ],
      [
        'of a file that is not there',
        () => ({ kind: 'FILE', settings: { path: '/nowhere.csv', kind: 'pull-requests' } }),
        /nowhere\.csv/,
      ],
      [
        'of a kind of file there is not',
        () => ({ kind: 'FILE', settings: { path: '/nowhere.csv', kind: 'recipes' } }),
        /recipes|kind/,
      ],
    ];

    it.each(WRONG)('%s are refused, and change nothing', async (_what, input, says) => {
      const { data, errors } = await workspace.send<{
        addSource: { source: object | null; refusal: { message: string } | null };
      } | null>(add, {
        input: { name: 'x', ...input() },
      });
      const message = data?.addSource.refusal?.message ?? errors[0]?.message;
      expect(message).toMatch(says);
      expect(data?.addSource.source ?? null).toBeNull();
      const { sources } = await workspace.ask<{ sources: object[] }>('{ sources { id } }');
      expect(sources).toHaveLength(1);
    });
  });
});
