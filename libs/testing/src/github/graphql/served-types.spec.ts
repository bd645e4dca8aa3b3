import { getNamedType, isLeafType, isObjectType, isRequiredArgument, type GraphQLField } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGitHub, World, type StandInGitHub } from '../index.js';
import { quietOctokit } from '../quiet-octokit.js';
import { githubSchema, SERVED } from './schema.js';

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 25);

/** Values for arguments that GitHub demands. */
const NEEDED: Readonly<Record<string, string>> = {
  number: '1',
  name: '"shop"',
  qualifiedName: '"main"',
  refPrefix: '"refs/tags/"',
  tagName: '"v1"',
  slug: '"payments"',
  login: '"acme"',
  owner: '"acme"',
  id: '"none"',
  ids: '[]',
};

let github: StandInGitHub;

/** A world in which there is one of everything. */
function makeWorld(): World {
  const world = new World({ now: () => NOW });
  world.access.token('full', { login: 'ann' });
  world.user('ben', { name: 'Ben', email: 'ben@acme.example' });
  world.repository('ann/shop');
  world.team('acme/payments', ['ann', 'ben']);
  const shop = world.repository('acme/shop', { description: 'Sells.' });
  const issue = shop.issue({ labels: ['incident'], assignees: ['ben'], at: NOW - 90 * HOUR_MS });
  const pull = shop.pullRequest({
    by: 'dependabot[bot]',
    closes: [issue],
    draft: true,
    at: NOW - 80 * HOUR_MS,
    fork: 'ben/shop',
  });
  pull
    .label('bug')
    .unlabel('bug')
    .assign('ben')
    .unassign('ben')
    .retitle('Better')
    .comment('Why?')
    .ready()
    .backToDraft()
    .close()
    .reopen();
  pull
    .requestReview('ben')
    .requestReview('acme/payments')
    .withdrawRequest('ben')
    .requestReview('ben')
    .review({ by: 'ann' });
  pull
    .forcePush([{ message: 'Again\n\nCo-authored-by: Cleo <cleo@acme.example>', by: 'ben' }])
    .merge({ by: 'ann', how: 'MERGE' });
  const sha = pull.mergeSha ?? '';
  shop.tag('v1', sha, { by: 'ann', message: 'The first' });
  shop.release({ tag: 'v1', sha, by: 'ann' });
  shop
    .deploy({ sha, ref: 'main', by: 'ann' })
    .status({ state: 'SUCCESS', logUrl: 'https://ci.example/1', environmentUrl: 'https://shop.example' });
  return world;
}

beforeAll(async () => {
  github = await startGitHub(makeWorld());
});
afterAll(() => github.stop());

/** Everything that is served of a type, three lists deep. */
function selectionOf(name: string, depth: number): string {
  const type = githubSchema().getType(name);
  if (!isObjectType(type)) return '__typename';
  const served = Object.keys(SERVED[name] ?? {}).map((key) => type.getFields()[key]);
  const fields = served.flatMap((field) => (field ? [selectField(name, field, depth)] : []));
  return ['__typename', ...fields].filter((each) => each !== '').join(' ');
}

function selectField(owner: string, field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  const needed = field.args
    .filter((arg) => isRequiredArgument(arg) || NEEDED[arg.name])
    .map(({ name }) => `${name}: ${NEEDED[name]}`);
  const isConnection = type.name.endsWith('Connection');
  const args = [...needed, ...(isConnection ? ['first: 5'] : [])].join(', ');
  // Aliased, since one name has different types in different types of a union.
  const call = `${owner}_${field.name}: ${field.name}${args === '' ? '' : `(${args})`}`;
  if (isLeafType(type)) return call;
  if (depth === 0) return '';
  if (!isConnection) return `${call} { ${selectObject(type.name, depth - 1)} }`;
  const node = getNamedType(isObjectType(type) ? (type.getFields().nodes?.type ?? type) : type);
  return `${call} { totalCount pageInfo { hasNextPage endCursor } nodes { ${selectObject(node.name, depth - 1)} } edges { cursor } }`;
}

/** Of an interface or union: whatever of it is served. */
function selectObject(name: string, depth: number): string {
  const type = githubSchema().getType(name);
  if (isObjectType(type)) return selectionOf(name, depth);
  const possible =
    type && 'getTypes' in type ? type.getTypes() : type ? githubSchema().getPossibleTypes(type as never) : [];
  const parts = possible
    .filter((each) => each.name in SERVED)
    .map((each) => `... on ${each.name} { ${selectionOf(each.name, 0)} }`);
  return ['__typename', ...parts].join(' ');
}

const OF = 'repository(owner: "acme", name: "shop")';
const PLACES: Readonly<Record<string, (selection: string) => string>> = {
  Repository: (all) => `{ ${OF} { ${all} } }`,
  PullRequest: (all) => `{ ${OF} { pullRequest(number: 2) { ${all} } } }`,
  Issue: (all) => `{ ${OF} { issue(number: 1) { ${all} } } }`,
  Commit: (all) => `{ ${OF} { object(expression: "main") { ... on Commit { ${all} } } } }`,
  Ref: (all) => `{ ${OF} { ref(qualifiedName: "v1") { ${all} } } }`,
  Tag: (all) => `{ ${OF} { object(expression: "v1") { ... on Tag { ${all} } } } }`,
  Release: (all) => `{ ${OF} { latestRelease { ${all} } } }`,
  Deployment: (all) => `{ ${OF} { deployments(first: 1) { nodes { ${all} } } } }`,
  DeploymentStatus: (all) => `{ ${OF} { deployments(first: 1) { nodes { latestStatus { ${all} } } } } }`,
  Organization: (all) => `{ organization(login: "acme") { ${all} } }`,
  User: (all) => `{ user(login: "ben") { ${all} } }`,
  Team: (all) => `{ organization(login: "acme") { team(slug: "payments") { ${all} } } }`,
  RateLimit: (all) => `{ rateLimit { ${all} } }`,
};

it.each(Object.keys(PLACES))('answers every field it serves of %s as the published schema has it', async (name) => {
  const query = PLACES[name]?.(selectionOf(name, 2)) ?? '';
  const answer = await quietOctokit(github.url, { auth: 'full' }).graphql<object>(query);
  expect(JSON.stringify(answer)).toContain(`"__typename":"${name}"`);
});

it('answers everything that happened to a pull request', async () => {
  const query = `{ ${OF} { pullRequest(number: 2) { timelineItems(first: 50) { nodes { ${selectObject('PullRequestTimelineItems', 1)} } } } } }`;
  const answer = JSON.stringify(await quietOctokit(github.url, { auth: 'full' }).graphql<object>(query));
  const kinds = Object.keys(SERVED).filter((name) =>
    /(Event|IssueComment|PullRequestReview|PullRequestCommit)$/.test(name),
  );
  expect(kinds.filter((kind) => !answer.includes(`"__typename":"${kind}"`))).toEqual([]);
});
