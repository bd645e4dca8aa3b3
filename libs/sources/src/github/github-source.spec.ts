import { GitHubStory, KeptSource, makeLargeOrganisation, type StandInGitHub, startGitHub } from '@weir/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { type Batch, RateLimited, type Source } from '../source.js';
import { openGitHubSource } from './github-source.js';

const TOKEN = 'ghp_aSecretOfTheTests';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let running: StandInGitHub | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
});

interface Scene {
  story: GitHubStory;
  github: StandInGitHub;
  kept: KeptSource;
  open: (settings?: object) => Promise<Source>;
}

/** Three repositories with some history; nothing is synced yet. */
async function begin(changes = 24, names = ['shop', 'search', 'billing']): Promise<Scene> {
  const story = new GitHubStory(Date.UTC(2026, 0, 5), names).tellUsual(changes).wait(HOUR);
  story.world.access.token(TOKEN, { login: 'ana' });
  const github = await startGitHub(story.world);
  running = github;
  const surroundings = { githubToken: null, githubApiUrl: github.apiUrl };
  const patience = { retryBaseMs: 1, timeoutMs: 5000 };
  const open = (settings: object = {}) =>
    openGitHubSource(
      { owner: 'acme', token: TOKEN, since: '2026-01-01', ...settings },
      { surroundings, secrets: null, patience },
    );
  return { story, github, kept: new KeptSource(), open };
}

const problemsOf = (batches: Batch[]) =>
  new Map(
    batches
      .flatMap(({ repositories }) => repositories)
      .flatMap(({ repository, problems }) => (problems ? [[repository.name, problems]] : [])),
  );

const coveredOf = (kept: KeptSource, name: string) =>
  kept
    .union()
    .coverage.filter(({ repository }) => repository === name)
    .map(({ subject }) => subject)
    .sort();

async function expectFresh({ kept, story, open }: Scene, settings: object = {}): Promise<void> {
  const fresh = new KeptSource();
  await fresh.sync(await open(settings), story.now);
  expect(kept.union().toJson()).toEqual(fresh.union().toJson());
}

describe('What a sync of GitHub costs', { timeout: 60_000 }, () => {
  it('is little when nothing is new: the list, the teams, a look at recent deployments', async () => {
    const scene = await begin();
    const source = await scene.open();
    await scene.kept.sync(source, scene.story.now);
    scene.github.requests.reset();
    await scene.kept.sync(source, scene.story.wait(HOUR).now);
    expect(scene.github.requests.total).toBeLessThanOrEqual(4);
    expect(scene.kept.union().coverage.every(({ to }) => to === scene.story.now)).toBe(true);
  });

  it('is a listing more where something was deleted', async () => {
    const scene = await begin(24, ['shop']);
    const source = await scene.open();
    await scene.kept.sync(source, scene.story.now);
    const [deployment] = scene.story.world.repository('acme/shop').deployments;
    deployment?.delete();
    scene.github.requests.reset();
    await scene.kept.sync(source, scene.story.wait(HOUR).now);
    expect(scene.github.requests.where({ operation: 'KnownThings' })).toHaveLength(1);
    await expectFresh(scene);
  });

  it('is one conditional request more for a repository with a workflow that deploys', async () => {
    const scene = await begin(3, ['shop']);
    const shop = scene.story.world.repository('acme/shop');
    for (const workflow of ['Deploy', 'CI']) shop.run({ workflow, sha: shop.headOf('main'), conclusion: 'success' });
    const source = await scene.open();
    await scene.kept.sync(source, scene.story.wait(DAY / 2).now);
    scene.github.requests.reset();
    await scene.kept.sync(source, scene.story.wait(HOUR).now);
    expect(scene.github.requests.where({ kind: 'REST' }).map(({ status }) => status)).toEqual([304]);
  });

  it('is a tenth of a request for each pull request at first, and less than one for each repository after that', async () => {
    const now = Date.UTC(2026, 10, 25);
    const world = makeLargeOrganisation({ repositories: 5, pullRequests: 600, now });
    world.access.token(TOKEN, { login: 'ana' });
    running = await startGitHub(world);
    const surroundings = { githubToken: TOKEN, githubApiUrl: running.apiUrl };
    const source = await openGitHubSource({ owner: 'acme' }, { surroundings, secrets: null });
    const kept = new KeptSource();
    await kept.sync(source, now);
    expect(kept.union().size).toBeGreaterThan(1500);
    expect(running.requests.total).toBeLessThanOrEqual(60);
    running.requests.reset();
    await kept.sync(source, now + HOUR);
    expect(running.requests.total).toBeLessThanOrEqual(5 + 5);
  });

  it('is told with each batch, all of it', async () => {
    const scene = await begin();
    const batches = await scene.kept.sync(await scene.open(), scene.story.now);
    const told = batches.reduce((sum, { progress }) => sum + progress.requests, 0);
    expect(told).toBe(scene.github.requests.total);
  });
});

describe('One repository in trouble', { timeout: 60_000 }, () => {
  it.each(['VANISHED', 'FORBIDDEN', 'DMCA'] as const)(
    'keeps its data and says why, the others go on: %s',
    async (why) => {
      const scene = await begin();
      const source = await scene.open();
      await scene.kept.sync(source, scene.story.now);
      const before = scene.kept.union().size;
      const shop = scene.story.world.repository('acme/shop');
      shop.close(why);
      scene.story.world.repository('acme/search').pullRequest({ title: 'Goes on' });
      const news = await scene.kept.sync(source, scene.story.wait(HOUR).now);
      expect(problemsOf(news).get('acme/shop')).toEqual([
        expect.stringMatching(/acme\/shop|repository|blocked|access/i),
      ]);
      expect(scene.kept.union().size).toBe(before + 1);
      expect(problemsOf(await scene.kept.sync(source, scene.story.wait(HOUR).now)).size).toBe(0);
      shop.open();
      const again = await scene.kept.sync(source, scene.story.wait(HOUR).now);
      expect(problemsOf(again).get('acme/shop')).toEqual([]);
    },
  );

  it('that answers with errors only fails the sync, after the others were read to their end', async () => {
    const scene = await begin();
    const source = await scene.open();
    scene.github.faults.always({ status: 500, operation: 'RepositoryPage', repository: 'acme/shop' });
    await expect(scene.kept.sync(source, scene.story.now)).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringMatching(/^One repository could not be read: acme\/shop: /) as string,
    });
    expect(coveredOf(scene.kept, 'acme/search')).toHaveLength(5);
    expect(coveredOf(scene.kept, 'acme/billing')).toHaveLength(5);
    expect(coveredOf(scene.kept, 'acme/shop')).toEqual([]);
    scene.github.faults.clear();
    await scene.kept.sync(source, scene.story.now);
    await expectFresh(scene);
  });

  it('that was named and never seen is told, with what to do', async () => {
    const scene = await begin();
    const batches = await scene.kept.sync(await scene.open({ repositories: ['shop', 'nowhere'] }), scene.story.now);
    expect(batches.flatMap(({ problems }) => problems ?? [])).toEqual([expect.stringContaining('acme/nowhere')]);
    expect([...scene.kept.union().repositories]).toEqual(['acme/shop']);
  });
});

describe('What a token may not read', { timeout: 60_000 }, () => {
  it.each([
    ['deployments', 'DEPLOYMENTS'],
    ['issues', 'INCIDENTS'],
    ['pull_requests', 'CHANGES'],
    ['contents', 'COMMITS'],
  ] as const)('is told and not covered, the rest is read: %s', async (permission, subject) => {
    const scene = await begin(6, ['shop']);
    scene.story.world.access.tokenWithout('github_pat_less', permission);
    const source = await scene.open({ token: 'github_pat_less' });
    const batches = await scene.kept.sync(source, scene.story.now);
    expect(coveredOf(scene.kept, 'acme/shop')).not.toContain(subject);
    expect(coveredOf(scene.kept, 'acme/shop').length).toBeGreaterThan(1);
    expect(problemsOf(batches).get('acme/shop')?.join()).toMatch(/permission|access/i);
    expect(problemsOf(await scene.kept.sync(source, scene.story.wait(HOUR).now)).size).toBe(0);
    scene.story.world.access.token('github_pat_less', { login: 'ana' });
    const whole = await scene.kept.sync(source, scene.story.wait(HOUR).now);
    expect(problemsOf(whole).get('acme/shop')).toEqual([]);
    await expectFresh(scene);
  });

  it('teams: figures by team are missing, and a sentence says so', async () => {
    const scene = await begin(2, ['shop']);
    scene.story.world.access.tokenWithout('github_pat_less', 'members');
    const batches = await scene.kept.sync(await scene.open({ token: 'github_pat_less' }), scene.story.now);
    expect(batches.flatMap(({ problems }) => problems ?? []).join()).toContain('teams of acme');
    expect(batches.some(({ teams }) => teams !== undefined)).toBe(false);
  });

  it('nothing any more, when it was revoked', async () => {
    const scene = await begin(2, ['shop']);
    const source = await scene.open();
    await scene.kept.sync(source, scene.story.now);
    scene.story.world.access.revoke(TOKEN);
    await expect(scene.kept.sync(source, scene.story.now)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('A sync that is interrupted', { timeout: 60_000 }, () => {
  it('by the rate limit comes back then and goes on where it was', async () => {
    const scene = await begin(60);
    const source = await scene.open();
    scene.github.faults.next({ primaryLimit: { resetInSeconds: 1800 }, operation: 'RepositoryPage', after: 1 });
    await expect(scene.kept.sync(source, scene.story.now)).rejects.toBeInstanceOf(RateLimited);
    const done = scene.kept.union().size;
    expect(done).toBeGreaterThan(0);
    scene.story.wait(HOUR);
    await scene.kept.sync(source, scene.story.now);
    await expectFresh(scene);
  });

  it('by pages that are too heavy asks for smaller ones, and remembers their size', async () => {
    const scene = await begin(60, ['shop']);
    const source = await scene.open();
    scene.github.faults.always({ heavierThan: 3400, operation: 'RepositoryPage' });
    await scene.kept.sync(source, scene.story.now);
    const [part] = Object.values(scene.kept.cursors).filter((one) => JSON.stringify(one).includes('pageSize'));
    expect(part).toMatchObject({ pageSize: expect.any(Number) as number });
    scene.github.faults.clear();
    await expectFresh(scene);
  });
});

describe('What happens while pages are read', { timeout: 60_000 }, () => {
  it('loses nothing: what moves to the top meanwhile is read before anything is covered', async () => {
    const scene = await begin(90, ['shop']);
    const { story, github, kept } = scene;
    const shop = story.world.repository('acme/shop');
    const pulls = [...shop.pulls.values()];
    let turn = 0;
    github.faults.always({
      operation: 'RepositoryPage',
      meanwhile: () => {
        story.wait(60_000);
        // One of those that are still to come moves up, with everything that happened to it before.
        const pull = pulls[turn * 7];
        turn += 1;
        if (turn < 9) pull?.comment('Moved');
        if (turn === 2) shop.pullRequest({ title: 'New meanwhile' });
      },
    });
    await kept.sync(await scene.open(), story.now);
    github.faults.clear();
    expect(turn).toBeGreaterThan(3);
    const known = kept.union().recordsToJson() as Record<string, { mergedAt: number | null } | undefined>;
    const mergedAt = [...shop.pulls.keys()].map((number) => known[`acme/shop pull request ${number}`]?.mergedAt);
    expect(mergedAt).toEqual([...shop.pulls.values()].map((pull) => pull.mergedAt));
  });
});

describe('What is asked for', { timeout: 60_000 }, () => {
  it('the window moves back, and what is older is read then', async () => {
    const scene = await begin(60, ['shop']);
    await scene.kept.sync(await scene.open({ since: '2026-01-08' }), scene.story.now);
    const fewer = scene.kept.union().size;
    scene.github.requests.reset();
    await scene.kept.sync(await scene.open({ since: '2026-01-06' }), scene.story.now);
    expect(scene.kept.union().size).toBeGreaterThan(fewer);
    await expectFresh(scene, { since: '2026-01-06' });
  });

  it('repositories that are named no more are left', async () => {
    const scene = await begin(6);
    await scene.kept.sync(await scene.open({ repositories: ['shop', 'search'] }), scene.story.now);
    const [batch] = await scene.kept.sync(await scene.open({ repositories: ['shop'] }), scene.story.now);
    expect(batch?.leaves).toEqual(['acme/search']);
    expect(batch?.repositories).toEqual([]);
    expect(Object.keys(scene.kept.cursors).map((key) => key.split('/')[0])).toEqual(
      Object.keys(scene.kept.cursors).map(() => scene.story.world.repository('acme/shop').nodeId),
    );
  });

  it('a new repository of the owner is read; a fork is not, unless it is named', async () => {
    const scene = await begin(6, ['shop']);
    const source = await scene.open();
    await scene.kept.sync(source, scene.story.now);
    scene.story.world.repository('acme/fresh').pullRequest({ title: 'First' });
    scene.story.world.repository('acme/forked', { fork: true });
    await scene.kept.sync(source, scene.story.wait(HOUR).now);
    expect([...scene.kept.union().repositories].sort()).toEqual(['acme/fresh', 'acme/shop']);
    const named = new KeptSource();
    await named.sync(await scene.open({ repositories: ['forked'] }), scene.story.now);
    expect([...named.union().repositories]).toEqual(['acme/forked']);
  });

  it('a transferred repository is followed under its new owner', async () => {
    const scene = await begin(6);
    const source = await scene.open();
    await scene.kept.sync(source, scene.story.now);
    scene.story.world.repository('acme/shop').transfer('globex', scene.story.wait(HOUR).now);
    const news = await scene.kept.sync(source, scene.story.wait(HOUR).now);
    expect(problemsOf(news).size).toBe(0);
    expect(scene.kept.union().repositories).toContain('globex/shop');
    expect(scene.kept.union().repositories).not.toContain('acme/shop');
  });

  it('a renamed repository is followed, and read anew, since addresses hold its name', async () => {
    const scene = await begin(9, ['shop']);
    const shop = scene.story.world.repository('acme/shop');
    shop.run({ workflow: 'Deploy', sha: shop.headOf('main'), conclusion: 'success' });
    const source = await scene.open();
    await scene.kept.sync(source, scene.story.wait(HOUR).now);
    shop.rename('store', scene.story.now);
    await scene.kept.sync(source, scene.story.wait(HOUR).now);
    expect([...scene.kept.union().repositories]).toEqual(['acme/store']);
    expect(JSON.stringify(scene.kept.union().recordsToJson())).not.toContain('acme/shop');
    await expectFresh(scene);
  });

  it('a renamed repository that is named by its new name stays', async () => {
    const scene = await begin(9, ['shop']);
    await scene.kept.sync(await scene.open({ repositories: ['shop'] }), scene.story.now);
    scene.story.world.repository('acme/shop').rename('store', scene.story.now);
    await scene.kept.sync(await scene.open({ repositories: ['shop'] }), scene.story.wait(HOUR).now);
    const news = await scene.kept.sync(await scene.open({ repositories: ['store'] }), scene.story.wait(HOUR).now);
    expect(news.flatMap(({ leaves = [] }) => leaves)).toEqual([]);
    await expectFresh(scene, { repositories: ['store'] });
  });

  it('runs that a sync in trouble did not come to are read by the next', async () => {
    const scene = await begin(3, ['shop']);
    const shop = scene.story.world.repository('acme/shop');
    const run = (workflow: string) => shop.run({ workflow, sha: shop.headOf('main'), conclusion: 'success' });
    for (const workflow of ['Deploy', 'Publish']) run(workflow);
    const source = await scene.open();
    for (const ms of [DAY / 2, HOUR]) await scene.kept.sync(source, scene.story.wait(ms).now);
    run('Publish');
    const route = '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
    scene.github.faults.always({ kind: 'REST', route, status: 500 });
    await expect(scene.kept.sync(source, scene.story.wait(HOUR).now)).rejects.toThrow(/error/);
    scene.github.faults.clear();
    await scene.kept.sync(source, scene.story.wait(HOUR).now);
    await expectFresh(scene);
  });

  it('what somebody did who was deleted stays, without a name', async () => {
    const scene = await begin(9, ['shop']);
    scene.story.world.deleteUser('ana');
    scene.story.world.access.token('ghp_ofBo', { login: 'bo' });
    await scene.kept.sync(await scene.open({ token: 'ghp_ofBo' }), scene.story.now);
    const records = JSON.stringify(scene.kept.union().recordsToJson());
    expect(records).toContain('"author":null');
    expect(records).not.toContain('"author":"ana"');
  });

  it('named again: repositories are united, all of the owner are more than some', async () => {
    const { open } = await begin(1, ['shop']);
    const known = { owner: 'acme', apiUrl: 'https://api.github.com', repositories: ['shop'], since: '2026-01-01' };
    const more = await open({ repositories: ['search', 'Shop'] });
    expect(more.extend?.(known)).toMatchObject({ repositories: ['Shop', 'search'], since: '2026-01-01' });
    expect((await open()).extend?.(known)).not.toHaveProperty('repositories');
    expect(more.extend?.({ owner: 'acme', apiUrl: 'https://api.github.com' })).not.toHaveProperty('repositories');
  });
});
