import {
  describeSource,
  GitHubStory,
  SourceUnion,
  type SourceFixture,
  startGitHub,
  type StandInGitHub,
} from '@weir/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Batch, RateLimited, type ReadContext, SourceError } from '../../source.js';
import { openGitHubSource } from '../github-source.js';

const START = Date.UTC(2026, 0, 5);
const NOW = Date.UTC(2026, 10, 25);

describeSource('GitHub without a token', async (): Promise<SourceFixture> => {
  const story = new GitHubStory(START, ['shop', 'search']).tellUsual(8);
  const github = await startGitHub(story.world);
  github.limits.set('core', 60);
  const open = (settings: object) => openGitHubSource({ owner: 'acme', ...settings }, optionsOf(github));
  return {
    open: () => {
      // The suite reads more often than an hour allows.
      story.wait(3_600_001);
      return open({});
    },
    openOtherwise: [() => open({ owner: 'ACME' }), () => open({ owner: 'acme/shop' })],
    grow: async () => {
      story.tellUsual(3).tell([['deployRelease', 1]]);
      await Promise.resolve();
    },
    subjects: ['CHANGES', 'COMMITS', 'DEPLOYMENTS'],
    now: NOW,
    remove: () => github.stop(),
  };
});

const optionsOf = (github: StandInGitHub) => ({
  surroundings: { githubToken: null, githubApiUrl: github.apiUrl },
  secrets: null,
  patience: { retryBaseMs: 1 },
});

describe('reading without a token', () => {
  let story: GitHubStory;
  let github: StandInGitHub;

  beforeEach(async () => {
    story = new GitHubStory(START, ['shop']);
    github = await startGitHub(story.world);
  });
  afterEach(() => github.stop());

  type Place = Partial<Pick<ReadContext, 'cursor' | 'cursors'>>;

  async function read(settings: object = {}, place: Place = {}, token: string | null = null): Promise<Batch[]> {
    const options = optionsOf(github);
    options.surroundings = { ...options.surroundings, githubToken: token as null };
    const source = await openGitHubSource({ owner: 'acme', ...settings }, options);
    const context = { cursor: null, cursors: {}, ...place, now: () => story.now, signal: new AbortController().signal };
    const batches: Batch[] = [];
    try {
      for await (const batch of source.read(context)) batches.push(batch);
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
    }
    return batches;
  }

  function placeAfter(batches: Batch[]): Place {
    const cursors = Object.assign({}, ...batches.map((batch) => batch.cursors ?? {})) as Place['cursors'];
    return { cursor: batches.at(-1)?.cursor ?? null, cursors };
  }

  it('brings the newest hundred pull requests, and says that the rest was not read', async () => {
    const shop = story.world.findRepository('acme/shop');
    for (let number = 0; number < 120; number += 1) {
      story.wait(60_000);
      const pull = shop?.pullRequest({ title: `Change ${number}`, by: 'ana' });
      story.wait(60_000);
      if (number % 2 === 0) pull?.merge({ by: 'bo' });
    }
    const batches = await read({ repositories: ['shop'] });
    expect(github.requests.count({ repository: 'acme/shop' })).toBeLessThanOrEqual(8);
    const { pullRequests = [], problems = [], coverage = [] } = batches[0]?.repositories[0] ?? {};
    expect(pullRequests).toHaveLength(100);
    const unread = { commits: null, reviews: null, draftEvents: null, events: null, additions: null };
    for (const pull of pullRequests) expect(pull).toMatchObject(unread);
    expect(problems[0]).toContain(
      'the newest 100 pull requests of acme/shop, without their commits and reviews, and without issues.',
    );
    expect(problems[0]).toContain(
      'For everything give a token in Settings → Sources; for the whole history of commits and versions clone',
    );
    const changes = coverage.find(({ subject }) => subject === 'CHANGES');
    expect(changes?.from).toBeGreaterThan(Math.min(...pullRequests.map(({ openedAt }) => openedAt ?? 0)));
    expect(changes?.to).toBe(story.now);
  });

  it('covers deployments only where no states are left unread', async () => {
    story.tellUsual(1);
    const shop = story.world.findRepository('acme/shop');
    expect(shop?.deployments.length).toBeGreaterThan(0);
    const [unknown] = await read();
    expect(unknown?.repositories[0]?.coverage?.map(({ subject }) => subject)).toEqual(['CHANGES', 'COMMITS']);
    expect(unknown?.repositories[0]?.problems?.[0]).toContain(
      'Whether its deployments on GitHub succeeded was not read.',
    );
    if (shop) shop.deployments = [];
    const [known] = await read();
    expect(known?.repositories[0]?.coverage?.map(({ subject }) => subject)).toEqual([
      'CHANGES',
      'COMMITS',
      'DEPLOYMENTS',
    ]);
  });

  it('goes on with what is left when the requests of an hour are used up', async () => {
    for (let index = 0; index < 9; index += 1) story.world.repository(`acme/part-${index}`);
    const first = await read();
    expect(first).toHaveLength(8);
    expect(first.at(-1)?.problems?.join()).toContain(
      'only the 8 repositories of acme that were pushed to last are read',
    );
    story.wait(3_600_001);
    github.faults.next({ route: '/repos/{owner}/{repo}/tags', after: 3, primaryLimit: { resetInSeconds: 60 } });
    const begun = await read({}, placeAfter(first));
    expect(begun).toHaveLength(3);
    story.wait(61_001);
    const rest = await read({}, placeAfter([...first, ...begun]));
    expect(rest.map(({ progress }) => progress.done)).toEqual([4, 5, 6, 7, 8]);
    const names = [...begun, ...rest].flatMap(({ repositories }) =>
      repositories.map(({ repository }) => repository.name),
    );
    expect(new Set(names).size).toBe(8);
  });

  it('does not overwrite what was read with a token', async () => {
    story.tellUsual(2);
    story.world.access.token('ghp_once', { login: 'ana' });
    const whole = await read({}, {}, 'ghp_once');
    expect(new SourceUnion(whole).size).toBeGreaterThan(0);
    await expect(read({}, placeAfter(whole))).rejects.toThrow(
      'acme was read with a token before, and now there is none. Set GITHUB_TOKEN again',
    );
    await expect(read({}, placeAfter(whole))).rejects.toBeInstanceOf(SourceError);
  });

  it('is read whole once there is a token', async () => {
    story.tellUsual(2);
    const outline = await read();
    story.world.access.token('ghp_now', { login: 'ana' });
    const whole = await read({}, placeAfter(outline), 'ghp_now');
    const pulls = whole.flatMap(({ repositories }) => repositories.flatMap(({ pullRequests = [] }) => pullRequests));
    expect(pulls.length).toBeGreaterThan(0);
    expect(pulls.every(({ commits, reviews }) => commits !== null && reviews !== null)).toBe(true);
  });

  it('leaves room for reading, however many are named', async () => {
    github.limits.set('core', 60);
    const others = Array.from({ length: 70 }, (_, index) => `none-${index}`);
    const batches = await read({ repositories: ['shop', ...others] });
    expect(batches.flatMap(({ repositories }) => repositories)).toHaveLength(1);
    expect(batches.at(-1)?.problems?.at(-1)).toContain('only the first 30 of the 71 repositories');
  });

  it('names those that are not to be found, and reads the others', async () => {
    const batches = await read({ repositories: ['shop', 'vault'] });
    expect(batches.at(-1)?.problems?.[0]).toContain('finds no repository acme/vault: deleted, misspelt, or not public');
    await expect(read({ repositories: ['vault'] })).rejects.toThrow('finds no repository acme/vault');
    story.world.organisation('empty');
    await expect(read({ owner: 'empty' })).rejects.toThrow('empty has no public repositories.');
  });
});
