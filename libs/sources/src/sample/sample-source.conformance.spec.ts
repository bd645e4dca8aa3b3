import { describeSource, type SourceFixture } from '@weir/testing';
import { openSampleSource, SampleSource } from './sample-source.js';

const HOUR = 3_600_000;
/** A Tuesday, so that what grows is of the same week: a new telling would count its weeks from another Monday. */
const TOLD_AT = Date.UTC(2026, 10, 24, 10, 17, 3);

/** Enough for several batches, and for a bad week. */
const WEEKS = 14;

async function createFixture(): Promise<SourceFixture> {
  const fixture: SourceFixture = {
    open: async () => new SampleSource(5, WEEKS),
    openOtherwise: [
      () => openSampleSource({}),
      () => openSampleSource({ seed: 5 }),
      () => openSampleSource({ seed: 4 }),
    ],
    grow: async () => {
      fixture.now += 51 * HOUR;
    },
    subjects: ['CHANGES', 'COMMITS', 'REVIEWS', 'DEPLOYMENTS', 'INCIDENTS'],
    now: TOLD_AT,
    remove: async () => undefined,
  };
  return fixture;
}

describeSource('The sample', createFixture);
