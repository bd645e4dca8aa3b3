import { GitHubStory, SourceUnion, startGitHub, type StandInGitHub } from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGitHubSource } from '../github-source.js';
import type { Batch, ReadContext } from '../../source.js';

const NOW = Date.UTC(2026, 10, 25);
const TOKEN = 'ghp_rest01';
let github: StandInGitHub;
let story: GitHubStory;

beforeAll(async () => {
  story = new GitHubStory(Date.UTC(2026, 0, 5), ['shop', 'search']).tellUsual(22);
  story.world.access.token(TOKEN, { login: 'ana' });
  github = await startGitHub(story.world);
  github.limits.set('core', 1_000_000);
});
afterAll(() => github.stop());

type Place = Pick<ReadContext, 'cursor' | 'cursors'>;

async function read(place: Place = { cursor: null, cursors: {} }): Promise<Batch[]> {
  const surroundings = { githubToken: null, githubApiUrl: github.apiUrl };
  const options = { surroundings, secrets: null, patience: { retryBaseMs: 1 } };
  const source = await openGitHubSource({ owner: 'acme', token: TOKEN }, options);
  const batches: Batch[] = [];
  for await (const batch of source.read({ ...place, now: () => NOW, signal: new AbortController().signal }))
    batches.push(batch);
  return batches;
}

async function readByRest(place?: Place): Promise<Batch[]> {
  github.faults.always({ kind: 'GRAPHQL', status: 404 });
  try {
    return await read(place);
  } finally {
    github.faults.clear();
  }
}

function placeAfter(batches: Batch[]): Place {
  const cursors = Object.assign({}, ...batches.map((batch) => batch.cursors ?? {})) as Place['cursors'];
  return { cursor: batches.at(-1)?.cursor ?? null, cursors };
}

/** As if the pull requests were still being read, and went on there. */
function inTheMiddle(cursors: Place['cursors'], after: string): Place['cursors'] {
  const walk = { until: Date.UTC(2026, 0, 1), newest: NOW, after };
  const begin = (part: Place['cursor']) =>
    part !== null && typeof part === 'object' && 'pullRequests' in part
      ? { ...part, pullRequests: { ...(part.pullRequests as object), from: null, walk } }
      : part;
  return Object.fromEntries(Object.entries(cursors).map(([key, part]) => [key, begin(part)]));
}

/** Without what REST does not tell (the issues a pull request closes) and the stand-in makes up (addresses of logs). */
function toComparable(batches: Batch[]): unknown {
  const text = JSON.stringify(new SourceUnion(batches).recordsToJson(), (key, value: unknown) =>
    key === 'closingIssues' || key === 'url' || key === 'runId' ? undefined : value,
  );
  return JSON.parse(text) as unknown;
}

describe('GitHub by REST alone', () => {
  it.each([
    { by: 'GraphQL', after: '2', goOn: (place: Place) => read(place) },
    { by: 'REST', after: 'Y3Vyc29yOnYyOg==', goOn: (place: Place) => readByRest(place) },
  ])('goes on by $by in the middle of a list that the other began', async ({ after, goOn }) => {
    const batches = await readByRest();
    const { cursor, cursors } = placeAfter(batches);
    const news = await goOn({ cursor, cursors: inTheMiddle(cursors, after) });
    expect(toComparable([...batches, ...news])).toEqual(toComparable(await read()));
  });

  it('brings the same records as GraphQL does', async () => {
    const [byGraphQL, byRest] = [await read(), await readByRest()];
    expect(toComparable(byRest)).toEqual(toComparable(byGraphQL));
    const pulls = byRest.flatMap(({ repositories }) => repositories.flatMap(({ pullRequests = [] }) => pullRequests));
    expect(pulls.length).toBeGreaterThan(20);
    expect(pulls.every(({ closingIssues }) => closingIssues === null)).toBe(true);
  });

  it('costs at most twelve requests a repository when nothing is new', async () => {
    const first = await readByRest();
    github.requests.reset();
    const again = await readByRest(placeAfter(first));
    expect(new SourceUnion(again).size).toBe(0);
    for (const name of ['acme/shop', 'acme/search'])
      expect(github.requests.count({ repository: name })).toBeLessThanOrEqual(12);
    expect(github.requests.count({ status: 304 })).toBeGreaterThan(5);
  });

  it('goes on by GraphQL where it was, once that is there', async () => {
    const first = await readByRest();
    const after = await read(placeAfter(first));
    expect(toComparable([...first, ...after])).toEqual(toComparable(await read()));
  });

  it('takes nothing away from a repository that vanishes while it is read', async () => {
    const first = await readByRest();
    github.faults.always({ repository: 'acme/shop', route: '/repos/{owner}/{repo}/releases', status: 404 });
    story.tellUsual(1);
    const after = await readByRest(placeAfter(first));
    const shop = after
      .flatMap(({ repositories }) => repositories)
      .filter(({ repository }) => repository.name === 'acme/shop');
    expect(shop.map(({ gone, refs }) => [gone, refs]).filter((one) => one.some(Boolean))).toEqual([]);
    expect(shop.flatMap(({ problems = [] }) => problems).join()).toContain('finds no releases of acme/shop');
  });

  it('says what may not be read, and reads the rest', async () => {
    story.world.access.tokenWithout(TOKEN, 'deployments', 'members');
    const batches = await readByRest();
    const problems = batches.flatMap(({ repositories, problems: whole = [] }) => [
      ...whole,
      ...repositories.flatMap(({ problems: own = [] }) => own),
    ]);
    expect(problems.join('\n')).toContain(
      'may not read deployments of acme/shop: it lacks the permission “Deployments: read”',
    );
    expect(problems.join('\n')).toContain('No teams: figures cannot be filtered or grouped by team.');
    expect(new SourceUnion(batches).coverage.map(({ subject }) => subject)).not.toContain('DEPLOYMENTS');
    expect(new SourceUnion(batches).coverage.map(({ subject }) => subject)).toContain('CHANGES');
  });
});
