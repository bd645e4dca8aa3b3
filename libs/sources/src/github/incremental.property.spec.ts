import { GitHubStory, KeptSource, startGitHub, type Step, STORY_STEPS } from '@weir/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openGitHubSource } from './github-source.js';

const TOKEN = 'ghp_aSecretOfTheTests';
const DAY = 86_400_000;
const RUNS = Number(process.env.WEIR_PROPERTY_RUNS ?? 12);

const steps = fc.array(fc.tuple(fc.constantFrom(...STORY_STEPS), fc.nat({ max: 5000 })), { maxLength: 40 });

async function expectSame(first: Step[], second: Step[], stopAfter: number): Promise<void> {
  const story = new GitHubStory(Date.UTC(2026, 0, 5)).tell(first).wait(DAY);
  story.world.access.token(TOKEN, { login: 'ana' });
  const github = await startGitHub(story.world);
  const surroundings = { githubToken: TOKEN, githubApiUrl: github.apiUrl };
  const settings = { owner: 'acme', since: '2026-01-01' };
  const source = await openGitHubSource(settings, { surroundings, secrets: null, patience: { retryBaseMs: 1 } });
  try {
    const kept = new KeptSource();
    await kept.sync(source, story.now);
    // Two days later, so that a reconciliation is due; the sync that sees it is killed once on its way.
    story.tell(second).wait(2 * DAY);
    await kept.sync(source, story.now, stopAfter);
    await kept.sync(source, story.now);
    const fresh = new KeptSource();
    await fresh.sync(source, story.now);
    expect(kept.union().toJson()).toEqual(fresh.union().toJson());
  } finally {
    await github.stop();
  }
}

it('what changed, read after what was known, is what a reading from nothing finds', { timeout: 600_000 }, async () => {
  await fc.assert(fc.asyncProperty(steps, steps, fc.integer({ min: 1, max: 4 }), expectSame), {
    numRuns: RUNS,
    seed: 20_261_125,
    endOnFailure: false,
  });
});
