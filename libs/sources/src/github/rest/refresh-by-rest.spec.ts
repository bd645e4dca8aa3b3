import { GitHubStory, startGitHub, type StandInGitHub } from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGitHubSource } from '../github-source.js';
import type { Hint, Refreshed } from '../../source.js';

const TOKEN = 'ghp_refreshByRest';
let github: StandInGitHub;
let story: GitHubStory;

beforeAll(async () => {
  story = new GitHubStory(Date.UTC(2026, 0, 5), ['shop']).tellUsual(9);
  story.world.access.token(TOKEN, { login: 'ana' });
  github = await startGitHub(story.world);
  github.faults.always({ kind: 'GRAPHQL', status: 404 });
});
afterAll(() => github.stop());

async function refresh(hints: Hint[], settings: object = {}): Promise<Refreshed[]> {
  const surroundings = { githubToken: null, githubApiUrl: github.apiUrl };
  const source = await openGitHubSource({ owner: 'acme', token: TOKEN, ...settings }, { surroundings, secrets: null });
  const told: Refreshed[] = [];
  const context = { now: () => story.now, signal: new AbortController().signal };
  for await (const batch of source.refresh?.(hints, context) ?? []) told.push(batch);
  return told;
}

describe('what is heard of where there is no GraphQL', () => {
  it('is looked at, each thing once and whole', async () => {
    const deployment = story.world.findRepository('acme/shop')?.deployments[0];
    const hints: Hint[] = [
      { repository: 'acme/shop', about: { kind: 'PULL_REQUEST', number: 1 } },
      { repository: 'Acme/Shop', about: { kind: 'PULL_REQUEST', number: 1 } },
      { repository: 'acme/shop', about: { kind: 'DEPLOYMENT', id: String(deployment?.databaseId) } },
      { repository: 'acme/shop', about: { kind: 'PUSH', branch: 'main' } },
    ];
    const [told, ...more] = await refresh(hints);
    expect(more).toEqual([]);
    const [batch] = told?.repositories ?? [];
    expect(batch?.pullRequests).toMatchObject([{ number: 1, commits: [{}], closingIssues: null }]);
    expect(batch?.deployments).toMatchObject([{ key: `deployment:${deployment?.databaseId}` }]);
  });

  it('is left to the next sync when it is not there, or not of this source', async () => {
    expect(await refresh([{ repository: 'acme/shop', about: { kind: 'ISSUE', number: 4711 } }])).toEqual([]);
    expect(await refresh([{ repository: 'acme/gone', about: { kind: 'REPOSITORY' } }])).toEqual([]);
    const hint: Hint = { repository: 'acme/shop', about: { kind: 'PULL_REQUEST', number: 1 } };
    expect(await refresh([hint], { repositories: ['search'] })).toEqual([]);
  });
});
