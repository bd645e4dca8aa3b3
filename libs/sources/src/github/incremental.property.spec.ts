import { GitHubStory, SourceUnion, startGitHub, type Step, STORY_STEPS } from '@weir/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Batch, Json } from '../source.js';
import { openGitHubSource } from './github-source.js';

const TOKEN = 'ghp_aSecretOfTheTests';
const DAY = 86_400_000;
const RUNS = Number(process.env.WEIR_PROPERTY_RUNS ?? 12);

const steps = fc.array(fc.tuple(fc.constantFrom(...STORY_STEPS), fc.nat({ max: 5000 })), { maxLength: 40 });

/** What a store keeps between syncs. */
class Kept {
  readonly batches: Batch[] = [];
  private cursors: Record<string, Json> = {};

  constructor(private readonly apiUrl: string) {}

  /** One sync; `stopAfter` batches it is killed. */
  async sync(now: number, stopAfter = Infinity): Promise<void> {
    const surroundings = { githubToken: TOKEN, githubApiUrl: this.apiUrl };
    const settings = { owner: 'acme', since: '2026-01-01' };
    const source = await openGitHubSource(settings, { surroundings, secrets: null, patience: { retryBaseMs: 1 } });
    const place = { cursor: this.batches.at(-1)?.cursor ?? null, cursors: this.cursors };
    let count = 0;
    for await (const batch of source.read({ ...place, now: () => now, signal: new AbortController().signal })) {
      this.batches.push(batch);
      this.cursors = { ...this.cursors, ...batch.cursors };
      for (const [key, part] of Object.entries(this.cursors)) if (part === null) delete this.cursors[key];
      if ((count += 1) >= stopAfter) return;
    }
  }

  toJson(): unknown {
    return new SourceUnion(this.batches).toJson();
  }
}

async function expectSame(first: Step[], second: Step[], stopAfter: number): Promise<void> {
  const story = new GitHubStory(Date.UTC(2026, 0, 5)).tell(first).wait(DAY);
  story.world.access.token(TOKEN, { login: 'ana' });
  const github = await startGitHub(story.world);
  try {
    const kept = new Kept(github.apiUrl);
    await kept.sync(story.now);
    // Two days later, so that a reconciliation is due; the sync that sees it is killed once on its way.
    story.tell(second).wait(2 * DAY);
    await kept.sync(story.now, stopAfter);
    await kept.sync(story.now);
    const fresh = new Kept(github.apiUrl);
    await fresh.sync(story.now);
    expect(kept.toJson()).toEqual(fresh.toJson());
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
