import { GitHubStory, KeptSource, type StandInGitHub, startGitHub } from '@weir/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { Hint, Source } from '../../source.js';
import { openGitHubSource } from '../github-source.js';

const TOKEN = 'ghp_aSecretOfTheTests';
/** Finding out what the token may do is a request of its own. */
const OPENING = 1;

interface Scene {
  story: GitHubStory;
  github: StandInGitHub;
  source: Source;
  kept: KeptSource;
}

let running: StandInGitHub | null = null;
afterEach(() => running?.stop());

/** An owner whose history was synced, in a world that goes on. */
async function syncedScene(): Promise<Scene> {
  const story = new GitHubStory(Date.UTC(2026, 0, 5)).tellUsual(20);
  story.world.access.token(TOKEN, { login: 'ana' });
  const github = await startGitHub(story.world);
  running = github;
  const surroundings = { githubToken: TOKEN, githubApiUrl: github.apiUrl };
  const source = await openGitHubSource(
    { owner: 'acme' },
    { surroundings, secrets: null, patience: { retryBaseMs: 1 } },
  );
  const kept = new KeptSource();
  await kept.sync(source, story.wait(3_600_000).now);
  github.requests.reset();
  return { story, github, source, kept };
}

async function hear({ story, source, kept }: Scene, ...abouts: Hint['about'][]): Promise<void> {
  const hints = abouts.map((about): Hint => ({ repository: 'Acme/shop', about }));
  const context = { cursor: kept.cursor, now: () => story.now, signal: new AbortController().signal };
  for await (const refreshed of source.refresh?.(hints, context) ?? []) kept.addRefreshed(refreshed);
}

/** What a sync from nothing finds now, coverage and place left out. */
async function freshRecords({ source, story }: Scene) {
  const fresh = new KeptSource();
  await fresh.sync(source, story.now);
  const { records, refs } = fresh.union().toJson() as { records: unknown; refs: unknown };
  return { records, refs };
}

function keptRecords({ kept }: Scene) {
  const { records, refs } = kept.union().toJson() as { records: unknown; refs: unknown };
  return { records, refs };
}

describe('What was heard of at GitHub', { timeout: 60_000 }, () => {
  it('is read alone: a merge, what it pushed and its deployment, in one question', async () => {
    const scene = await syncedScene();
    const shop = scene.story.world.repository('acme/shop');
    const pull = shop.pullRequest({ by: 'ana', title: 'Heard of' }).review({ by: 'bo' }).merge({ by: 'bo' });
    const deployment = shop.deploy({ sha: pull.mergeSha ?? '', statuses: [{ state: 'SUCCESS', at: scene.story.now }] });
    await hear(
      scene,
      { kind: 'PULL_REQUEST', number: pull.number },
      { kind: 'PUSH', branch: 'main' },
      { kind: 'DEPLOYMENT', id: String(deployment.databaseId) },
    );
    expect(scene.github.requests.total).toBe(OPENING + 1);
    expect(keptRecords(scene)).toEqual(await freshRecords(scene));
  });

  it('changes nothing when it is heard again, or of what did not change', async () => {
    const scene = await syncedScene();
    const before = keptRecords(scene);
    const about: Hint['about'] = { kind: 'PUSH', branch: 'main' };
    await hear(scene, about, { kind: 'PULL_REQUEST', number: 1 }, { kind: 'REPOSITORY' });
    await hear(scene, about, about);
    expect(keptRecords(scene)).toEqual(before);
  });

  it('a push brings the pull request that it merged', async () => {
    const scene = await syncedScene();
    scene.story.world.repository('acme/shop').pullRequest({ by: 'ana', title: 'Merged unheard' }).merge({ by: 'bo' });
    await hear(scene, { kind: 'PUSH', branch: 'main' });
    expect(keptRecords(scene)).toEqual(await freshRecords(scene));
    expect(scene.github.requests.where({ operation: 'Hinted' })).not.toHaveLength(0);
  });

  it('a late status, a release and an incident are seen; what was deleted is gone', async () => {
    const scene = await syncedScene();
    const shop = scene.story.world.repository('acme/shop');
    const [oldest] = shop.deployments;
    const issue = shop.issue({ title: 'Down again', labels: ['incident'] });
    const release = shop.release({ tag: 'v9.0.0', sha: shop.headOf('main') });
    const [deleted] = shop.issues.values();
    const newest = shop.deployments.at(-1);
    oldest?.status({ state: 'FAILURE' });
    deleted?.delete();
    newest?.delete();
    await hear(
      scene,
      { kind: 'DEPLOYMENT', id: String(oldest?.databaseId) },
      { kind: 'DEPLOYMENT', id: String(newest?.databaseId) },
      { kind: 'ISSUE', number: issue.number },
      { kind: 'ISSUE', number: deleted?.number ?? 0 },
      { kind: 'RELEASE', id: String(release.databaseId) },
    );
    expect(keptRecords(scene)).toEqual(await freshRecords(scene));
  });

  it('a run of a workflow that deploys is seen, another is none', async () => {
    const scene = await syncedScene();
    const shop = scene.story.world.repository('acme/shop');
    const sha = shop.headOf('main');
    const deploy = shop.run({ workflow: 'Deploy', sha, conclusion: 'success' });
    const tests = shop.run({ workflow: 'CI', sha, conclusion: 'success' });
    for (const { databaseId } of [deploy, tests]) await hear(scene, { kind: 'WORKFLOW_RUN', id: String(databaseId) });
    expect(JSON.stringify(keptRecords(scene))).toContain(`run:${deploy.databaseId}`);
    expect(keptRecords(scene)).toEqual(await freshRecords(scene));
  });

  it('stays where it may not be read any more', async () => {
    const scene = await syncedScene();
    const [issue] = scene.story.world.repository('acme/shop').issues.values();
    const permissions = ['metadata', 'contents', 'pull_requests'] as const;
    scene.story.world.access.token('github_pat_less', { kind: 'FINE_GRAINED', login: 'ana', permissions });
    const options = {
      surroundings: { githubToken: 'github_pat_less', githubApiUrl: scene.github.apiUrl },
      secrets: null,
    };
    const source = await openGitHubSource({ owner: 'acme' }, options);
    const before = keptRecords(scene);
    await hear({ ...scene, source }, { kind: 'ISSUE', number: issue?.number ?? 0 }, { kind: 'PUSH', branch: 'main' });
    expect(keptRecords(scene)).toEqual(before);
  });

  it('is not told where GitHub gave up on a part of it', async () => {
    const scene = await syncedScene();
    const before = keptRecords(scene);
    const [issue] = scene.story.world.repository('acme/shop').issues.values();
    const graphqlError = 'RESOURCE_LIMITS_EXCEEDED';
    scene.github.faults.always({ operation: 'Hinted', repository: 'acme/shop', graphqlError });
    await expect(hear(scene, { kind: 'ISSUE', number: issue?.number ?? 0 })).rejects.toMatchObject({
      fault: 'TOO_HEAVY',
    });
    expect(keptRecords(scene)).toEqual(before);
  });

  it('of a repository that the source does not read is not asked', async () => {
    const scene = await syncedScene();
    const options = { surroundings: { githubToken: TOKEN, githubApiUrl: scene.github.apiUrl }, secrets: null };
    const source = await openGitHubSource({ owner: 'acme', repositories: ['search'] }, options);
    const before = scene.kept.batches.length;
    await hear({ ...scene, source }, { kind: 'PULL_REQUEST', number: 1 });
    expect(scene.kept.batches).toHaveLength(before);
    expect(scene.github.requests.count({ operation: 'Hinted' })).toBe(0);
  });
});
