import { describeSource, GitHubStory, type SourceFixture, startGitHub } from '@weir/testing';
import { openGitHubSource } from '../github-source.js';

const START = Date.UTC(2026, 0, 5);
const TOKEN = 'ghp_aSecretOfTheRestTests';
/** Enough for more than one page of pull requests in each repository. */
const CHANGES = 24;

async function createFixture(): Promise<SourceFixture> {
  const story = new GitHubStory(START, ['shop', 'search']).tellUsual(CHANGES);
  story.world.access.token(TOKEN, { login: 'ana' });
  const github = await startGitHub(story.world);
  github.limits.set('core', 1_000_000);
  github.faults.always({ kind: 'GRAPHQL', status: 404 });
  const surroundings = { githubToken: null, githubApiUrl: github.apiUrl };
  const options = { surroundings, secrets: null, patience: { retryBaseMs: 1 } };
  const open = (settings: object) => openGitHubSource({ token: TOKEN, ...settings }, options);
  return {
    open: () => open({ owner: 'acme' }),
    openOtherwise: [() => open({ owner: 'ACME' }), () => open({ owner: 'acme/shop' })],
    grow: async () => {
      story.tellUsual(4).tell([
        ['deployRelease', 1],
        ['reopen', 2],
        ['reviewLate', 3],
      ]);
      await Promise.resolve();
    },
    subjects: ['CHANGES', 'REVIEWS', 'COMMITS', 'DEPLOYMENTS', 'INCIDENTS'],
    secrets: [TOKEN],
    now: Date.UTC(2026, 10, 25),
    remove: () => github.stop(),
  };
}

describeSource('GitHub by REST alone', createFixture);
