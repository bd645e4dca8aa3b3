import { buildSchema, graphql, type ExecutionResult } from 'graphql';
import { AS_OF, FIGURES, toMetricResult, toValueStream, type FigureShape } from './figures.js';

/** What the page is to be looked at with. */
export type Scenario =
  'full' | 'clone' | 'empty' | 'nothing-in-range' | 'long-names' | 'syncing' | 'failing' | 'signed-out';

interface Asked {
  query: string;
  variables?: Record<string, unknown>;
}

/** Answers operations as the served schema would, so a page can be looked at in every state. No metric is computed here. */
export function createStandIn(schemaText: string, scenario: Scenario): (asked: Asked) => Promise<ExecutionResult> {
  const schema = buildSchema(schemaText);
  return async ({ query, variables }) => {
    const source = query;
    if (scenario === 'signed-out') return refuse('You are not signed in.', 'UNAUTHENTICATED');
    if (scenario === 'failing' && /query Overview/.test(source)) {
      return refuse('The database does not answer. It is started again; try once more in a moment.', 'UNAVAILABLE');
    }
    return graphql({ schema, source, rootValue: rootOf(scenario), variableValues: variables });
  };
}

function refuse(message: string, code: string): ExecutionResult {
  return { data: null, errors: [{ message, extensions: { code } }] } as unknown as ExecutionResult;
}

const iso = (at: number) => new Date(at).toISOString();

function rootOf(scenario: Scenario) {
  const isLong = scenario === 'long-names';
  const repository = isLong
    ? 'international-platform-engineering/storefront-and-checkout-experience-monorepo'
    : 'harbour/storefront';
  return {
    viewer: { name: isLong ? 'Maximiliane Freifrau von Lindqvist-Hohenlohe' : 'Mara Lindqvist', role: 'ADMIN' },
    workspace: workspaceOf(scenario),
    metrics: ({ queries }: { queries: { metric: string; compareToPrevious: boolean }[] }) =>
      queries.map(({ metric, compareToPrevious }) => figureOf(metric, scenario, compareToPrevious)),
    valueStream: ({ range }: { range: { to: string } }) =>
      toValueStream(Date.parse(range.to) < AS_OF - 86_400_000, scenario !== 'clone' && scenario !== 'nothing-in-range'),
    facets: ({ search }: { search: string | null }) =>
      ['storefront', 'search', 'payments', 'image-cdn', 'catalogue']
        .filter((name) => name.includes(search ?? ''))
        .map((name, index) => ({ key: `harbour/${name}`, label: `harbour/${name}`, count: 1418 - index * 211 })),
    sources: scenario === 'empty' ? [] : sourcesOf(scenario, repository),
    coverage: { totalCount: 1, pageInfo: PAGE, edges: [{ cursor: '1', node: coverageOf(repository) }] },
    changes: {
      totalCount: 418,
      pageInfo: PAGE,
      edges: changesOf(repository).map((node) => ({ cursor: node.id, node })),
    },
    deployments: {
      totalCount: 138,
      pageInfo: PAGE,
      edges: deploymentsOf(repository).map((node) => ({ cursor: node.id, node })),
    },
    incidents: {
      totalCount: 1,
      pageInfo: PAGE,
      edges: [{ cursor: 'i1', node: INCIDENT }],
    },
    inspectPath: ({ kind, path }: { kind: string; path: string }) => inspect(kind, path),
    addSource: () => ({ source: sourcesOf('syncing', repository)[0], refusal: null }),
    syncSource: () => ({ source: sourcesOf('syncing', repository)[0], refusal: null }),
    removeSource: () => ({ source: null, refusal: null }),
  };
}

const PAGE = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };

function workspaceOf(scenario: Scenario) {
  const isEmpty = scenario === 'empty';
  const isClone = scenario === 'clone';
  return {
    name: scenario === 'long-names' ? 'International Platform Engineering' : 'Harbour',
    version: '0.1.0',
    timeZone: 'UTC',
    bandRuleSet: 'DORA_2024',
    asOf: isEmpty ? null : iso(AS_OF),
    firstAt: isEmpty ? null : '2024-01-10T08:00:00Z',
    lastAt: isEmpty ? null : iso(AS_OF - 3_600_000),
    hasSources: !isEmpty,
    hasReviews: !isEmpty && !isClone,
    hasDeployments: !isEmpty,
    hasIncidents: !isEmpty && !isClone,
  };
}

function figureOf(key: string, scenario: Scenario, isComparing: boolean) {
  const shape = FIGURES.find((one) => one.key === key);
  if (!shape) return { __typename: 'MetricFailure', code: 'BAD_USER_INPUT', message: `There is no metric ${key}.` };
  return toMetricResult(scenario === 'nothing-in-range' ? emptied(shape) : shape, isComparing);
}

function emptied(shape: FigureShape): FigureShape {
  const isCount = shape.key === 'DEPLOYMENT_FREQUENCY';
  return {
    ...shape,
    value: isCount ? 0 : null,
    emptyReason: 'NO_DEPLOYMENTS',
    band: null,
    sampleSize: 0,
    numerator: isCount ? null : 0,
    leftOut: [],
    basis: [],
    series: shape.series.map(() => null),
  };
}

function sourcesOf(scenario: Scenario, repository: string) {
  const isRunning = scenario === 'syncing';
  return [
    {
      id: '1',
      kind: 'GIT',
      name: repository,
      settings: { path: '/home/mara/work/storefront' },
      ...QUIET,
      createdAt: '2026-08-01T09:00:00Z',
      lastSyncedAt: iso(AS_OF),
      repositories: [repository],
      sync: isRunning ? RUNNING : DONE,
      syncs: [
        isRunning ? RUNNING : DONE,
        { ...DONE, startedAt: iso(AS_OF - 86_400_000), finishedAt: iso(AS_OF - 86_390_000), records: 12 },
      ],
    },
    {
      id: '2',
      kind: 'FILE',
      name: 'incidents.csv',
      settings: { path: '/home/mara/exports/incidents.csv', kind: 'incidents' },
      ...QUIET,
      createdAt: '2026-08-01T09:00:00Z',
      lastSyncedAt: iso(AS_OF - 7_200_000),
      repositories: [repository, 'harbour/payments', 'harbour/search'],
      sync: REJECTED,
      syncs: [REJECTED],
    },
  ];
}

const QUIET = { hasSecrets: false, canSync: true, problems: [], nextSyncAt: null };

const DONE = {
  state: 'SUCCEEDED',
  startedAt: iso(AS_OF - 9000),
  finishedAt: iso(AS_OF),
  progress: 1,
  message: null,
  requests: 14,
  records: 7912,
  nextAttemptAt: null,
  done: 7912,
  total: 7912,
  rejected: 0,
  rejectedRows: [],
};
const RUNNING = {
  ...DONE,
  state: 'RUNNING',
  finishedAt: null,
  progress: 0.43,
  message: 'Reading commits of storefront',
  done: 3400,
  records: 3400,
  startedAt: iso(Date.now() - 9000),
};
const REJECTED = {
  ...DONE,
  records: 61,
  rejected: 2,
  rejectedRows: [
    {
      file: '/home/mara/exports/incidents.csv',
      line: 14,
      column: 'started',
      message: 'started is "yesterday": expected an ISO time like 2026-11-19T14:20:00Z.',
    },
    {
      file: '/home/mara/exports/incidents.csv',
      line: 31,
      column: null,
      message: 'The row has 4 cells, the head names 6 columns.',
    },
  ],
};

function coverageOf(repository: string) {
  return {
    repository,
    deploymentRule: 'GITHUB_DEPLOYMENTS',
    deploymentRuleReason: 'Deployments are GitHub deployments to production: 138 were found in the last 180 days.',
    mergedChanges: 1842,
    withCommits: 1820,
    withReviews: 1790,
    withDeployment: 1779,
    exactAttribution: 1779,
    waiting: 14,
    deployments: 612,
    incidents: 61,
    incidentsLinked: 52,
    firstAt: '2024-01-10T08:00:00Z',
    lastSyncedAt: iso(AS_OF),
    warnings: ['No deployments were received from 21 to 27 September.'],
  };
}

const INCIDENT = {
  id: 'i1',
  title: 'Wallet payments time out',
  url: null,
  service: 'storefront',
  severity: 'sev2',
  startedAt: iso(AS_OF - 80_000_000),
  resolvedAt: iso(AS_OF - 70_000_000),
  attribution: 'TIME',
  deployment: { id: 'd1', ref: 'v1.39.0', sha: '1f3c9e7a20' },
};

const TITLES = [
  'Split capture from authorisation',
  'Validate addresses on the server',
  'Retry refunds through the outbox',
  'Basket totals from price service',
  'Log declines without card number',
];

function changesOf(repository: string) {
  return TITLES.map((title, index) => ({
    id: `1#${4127 - index * 13}`,
    repository,
    number: 4127 - index * 13,
    title,
    url: index === 2 ? null : `https://github.com/${repository}/pull/${4127 - index * 13}`,
    mergeSha: '1f3c9e7a20',
    author: ['mara', 'ines', 'tomasz'][index % 3],
    firstCommitAt: iso(AS_OF - (index + 3) * 86_400_000),
    openedAt: iso(AS_OF - (index + 2) * 86_400_000),
    mergedAt: iso(AS_OF - (index + 1) * 50_000_000),
    deployedAt: iso(AS_OF - (index + 1) * 40_000_000),
  }));
}

function deploymentsOf(repository: string) {
  return TITLES.map((_, index) => ({
    id: `d${index}`,
    repository,
    service: 'storefront',
    environment: 'production',
    sha: '1f3c9e7a20',
    ref: `v1.${40 - index}.0`,
    url: `https://github.com/${repository}/deployments`,
    status: 'SUCCEEDED',
    createdAt: iso(AS_OF - (index + 1) * 40_000_000),
    finishedAt: iso(AS_OF - (index + 1) * 40_000_000),
    changeFailed: index === 1,
    failureReasons: index === 1 ? ['INCIDENT', 'ROLLBACK'] : [],
    isRework: index === 0,
    recoveredAt: index === 1 ? iso(AS_OF - 70_000_000) : null,
    changes: { totalCount: 3 + index, pageInfo: PAGE, edges: [] },
  }));
}

function inspect(kind: string, path: string) {
  const isGit = kind === 'GIT';
  const isThere = !path.includes('nowhere');
  return {
    path,
    kind,
    name: isGit ? 'harbour/storefront' : (path.split('/').at(-1) ?? path),
    branch: isGit ? 'main' : null,
    commits: isGit ? 7912 : null,
    versionTags: isGit ? 143 : null,
    fileKind: isGit ? null : 'pull-requests',
    columns:
      isGit || !isThere
        ? []
        : ['id', 'creator', 'created_at', 'merged_at', 'first_review', 'churn_add', 'churn_del', 'sha'],
    map: isGit
      ? null
      : {
          number: 'id',
          author: 'creator',
          openedAt: 'created_at',
          mergedAt: 'merged_at',
          firstReviewAt: 'first_review',
        },
    time: isGit ? null : 'unix',
    rows: isGit ? null : 4120,
    sample: isGit
      ? []
      : [1, 2, 3].map((number) => ({
          number,
          author: 'mara',
          openedAt: '2026-11-02T09:12:00Z',
          mergedAt: number === 2 ? null : '2026-11-03T16:40:00Z',
        })),
    problem: isThere ? null : `There is nothing at ${path}. Check the path; it is one on the machine Weir runs on.`,
  };
}
