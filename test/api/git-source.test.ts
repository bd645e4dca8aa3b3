import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Figure, figuresOf, HOUR } from './figures.js';
import { SMALL_RANGE, writeSmallHistory } from './small-history.js';
import { Workspace } from './workspace.js';

const KEYS = [
  'DEPLOYMENT_FREQUENCY',
  'CHANGE_LEAD_TIME',
  'CHANGE_FAIL_RATE',
  'FAILED_DEPLOYMENT_RECOVERY_TIME',
  'DEPLOYMENT_REWORK_RATE',
  'CYCLE_TIME',
  'DEPLOY_TIME',
  'PULL_REQUESTS_MERGED',
  'REVERT_RATE',
  'CHANGES_PER_DEPLOYMENT',
  'DEPLOYMENT_SUCCESS_RATE',
  'REVIEW_COVERAGE',
  'FLOW_TIME',
];

describe('a git clone of a small history', () => {
  let workspace: Workspace;
  let clone: string;
  let figures: Record<string, Figure>;
  const figure = (key: string) => figures[key] as Figure;

  beforeAll(async () => {
    workspace = await Workspace.open();
    clone = await writeSmallHistory(workspace.folder);
    const source = await workspace.add('GIT', { path: clone });
    expect(source).toMatchObject({ repositories: ['tide'], sync: { state: 'SUCCEEDED', rejected: 0 } });
    figures = await figuresOf(workspace, KEYS, SMALL_RANGE);
  });
  afterAll(() => workspace.close());

  it('counts releases over the covered days only: four from the first commit (2 March 08:00) to the 9th, 6⅔ days', () => {
    expect(figure('DEPLOYMENT_FREQUENCY').value).toBeCloseTo(4 / (6 + 16 / 24), 10);
    expect(figure('DEPLOYMENT_FREQUENCY').sampleSize).toBe(4);
  });

  it('measures lead time from the first commit where it is known, else from the merge: median of 1, 2, 26 and 48 h', () => {
    expect(figure('CHANGE_LEAD_TIME')).toMatchObject({ value: 14 * HOUR, sampleSize: 4 });
    const counted = figure('CHANGE_LEAD_TIME').basis.filter(({ count }) => count > 0);
    expect(counted).toHaveLength(2);
    expect(counted).toEqual(
      expect.arrayContaining([
        { basis: 'FIRST_COMMIT', count: 2 },
        { basis: 'MERGED', count: 2 },
      ]),
    );
  });

  it('finds the one release that was reverted, five hours later by the next', () => {
    expect(figure('CHANGE_FAIL_RATE')).toMatchObject({ value: 0.25, numerator: 1, sampleSize: 4 });
    expect(figure('CHANGE_FAIL_RATE').band, 'no band while no source tells of incidents').toBeNull();
    expect(figure('FAILED_DEPLOYMENT_RECOVERY_TIME')).toMatchObject({ value: 5 * HOUR, sampleSize: 1 });
    expect(figure('DEPLOYMENT_REWORK_RATE')).toMatchObject({ value: 0.25, numerator: 1 });
  });

  it('knows the cycle time of the merge (24 h) and the squash (12 h), and of no direct push', () => {
    expect(figure('CYCLE_TIME')).toMatchObject({ value: 18 * HOUR, sampleSize: 2 });
    expect(figure('CYCLE_TIME').leftOut).toContainEqual({ reason: 'COMMITS_UNKNOWN', count: 4 });
  });

  it('measures deploying from merge to tag: median of 1, 2, 14 and 24 h', () => {
    expect(figure('DEPLOY_TIME')).toMatchObject({ value: 8 * HOUR, sampleSize: 4 });
  });

  it('counts six changes, one of them reverted, and 4 changes in the 3 releases after the first', () => {
    expect(figure('PULL_REQUESTS_MERGED')).toMatchObject({ value: 6 });
    expect(figure('REVERT_RATE').value).toBeCloseTo(1 / 6, 10);
    expect(figure('CHANGES_PER_DEPLOYMENT').value).toBeCloseTo(4 / 3, 10);
    expect(figure('DEPLOYMENT_SUCCESS_RATE').value).toBe(1);
  });

  it('says why it knows nothing of reviews and work items, instead of 0', () => {
    expect(figure('REVIEW_COVERAGE').value).toBeNull();
    expect(figure('REVIEW_COVERAGE').emptyReason).toBe('REVIEWS_UNKNOWN');
    expect(figure('FLOW_TIME')).toMatchObject({ value: null, emptyReason: 'NO_SOURCE' });
  });

  it('lists each change as what it is, and the one that waits', async () => {
    const query = `{ changes(range: { from: "${SMALL_RANGE.from}", to: "${SMALL_RANGE.to}" }, orderBy: OLDEST) {
      totalCount edges { node { kind number title deployedEmptyReason deployment { ref changeFailed } } } }
      waitingChanges { edges { node { title } } } }`;
    type Change = {
      kind: string;
      number: number | null;
      title: string;
      deployedEmptyReason: string | null;
      deployment: { ref: string; changeFailed: boolean } | null;
    };
    const { changes, waitingChanges } = await workspace.ask<{
      changes: { totalCount: number; edges: { node: Change }[] };
      waitingChanges: { edges: { node: { title: string } }[] };
    }>(query);
    const told = changes.edges.map(({ node }) => [
      node.kind,
      node.deployment?.ref ?? node.deployedEmptyReason,
      node.deployment?.changeFailed,
    ]);
    expect(told).toEqual([
      ['DIRECT_PUSH', 'NO_EARLIER_DEPLOYMENT', undefined],
      ['MERGE_COMMIT', 'v1.1.0', false],
      ['SQUASH', 'v1.1.0', false],
      ['DIRECT_PUSH', 'v1.2.0', true],
      ['DIRECT_PUSH', 'v1.2.1', false],
      ['DIRECT_PUSH', 'NOT_DEPLOYED_YET', undefined],
    ]);
    expect(waitingChanges.edges.map(({ node }) => node.title)).toEqual(['Say when the tide turns']);
  });

  it('says in coverage which rule found the deployments, and why', async () => {
    const query =
      '{ coverage { edges { node { repository deploymentRule deploymentRuleReason mergedChanges withCommits deployments waiting } } } }';
    const { coverage } = await workspace.ask<{ coverage: { edges: { node: { deploymentRuleReason: string } }[] } }>(
      query,
    );
    const [edge] = coverage.edges;
    expect(edge?.node).toMatchObject({
      repository: 'tide',
      deploymentRule: 'VERSION_TAGS',
      mergedChanges: 6,
      withCommits: 2,
      deployments: 4,
      waiting: 1,
    });
    expect(edge?.node.deploymentRuleReason).toMatch(/tag/i);
  });

  it('is one source when it is named twice', async () => {
    const again = await workspace.add('GIT', { path: `${clone}/` });
    const { sources } = await workspace.ask<{ sources: { id: string }[] }>('{ sources { id } }');
    expect(sources.map(({ id }) => id)).toEqual([again.id]);
    expect(await figuresOf(workspace, KEYS, SMALL_RANGE)).toEqual(figures);
  });

  it('says the same in `summary --json`', async () => {
    const { code, stdout } = await workspace.run([
      'summary',
      '--json',
      '--from',
      SMALL_RANGE.from,
      '--to',
      SMALL_RANGE.to,
    ]);
    expect(code).toBe(0);
    const summary = JSON.parse(stdout) as { range: object; metrics: Record<string, Figure> };
    expect(summary.range).toEqual(SMALL_RANGE);
    for (const key of KEYS) expect(summary.metrics[key], key).toMatchObject(figure(key));
  });

  it('takes everything away with the source', async () => {
    const { sources } = await workspace.ask<{ sources: { id: string }[] }>('{ sources { id } }');
    await workspace.ask('mutation ($id: ID!) { removeSource(id: $id) { refusal { message } } }', {
      id: sources[0]?.id,
    });
    const { changes } = await workspace.ask<{ changes: { totalCount: number } }>('{ changes { totalCount } }');
    expect(changes.totalCount).toBe(0);
  });
});
