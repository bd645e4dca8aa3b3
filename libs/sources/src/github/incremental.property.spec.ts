import { GitHubStory, KeptSource, startGitHub, type Step, STORY_STEPS } from '@weir/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openGitHubSource } from './github-source.js';

const TOKEN = 'ghp_aSecretOfTheTests';
const DAY = 86_400_000;
const RUNS = process.env.WEIR_TEST_LONG === '1' ? 300 : 12;

const steps = fc.array(fc.tuple(fc.constantFrom(...STORY_STEPS), fc.nat({ max: 5000 })), { maxLength: 40 });

/** An ordinary time before, so that some lists are longer than a page; then what is chosen, before and after a first sync. */
interface Course {
  usual: number;
  first: Step[];
  second: Step[];
  stopAfter: number;
}

async function expectSame({ usual, first, second, stopAfter }: Course): Promise<void> {
  const story = new GitHubStory(Date.UTC(2026, 0, 5)).tellUsual(usual).tell(first).wait(DAY);
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
  const course = fc.record({
    usual: fc.nat({ max: 70 }),
    first: steps,
    second: steps,
    stopAfter: fc.integer({ min: 1, max: 4 }),
  });
  await fc.assert(fc.asyncProperty(course, expectSame), { numRuns: RUNS, seed: 20_261_125, endOnFailure: true });
});
