import { randomHistory, shaOf } from '@weir/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeFact, RepositoryHistory, Stage } from '../facts.js';
import { DEFAULT_RULES } from '../rules.js';
import { deriveFacts } from './derive-facts.js';

const long = process.env.WEIR_TEST_LONG === '1';
const runs = { numRuns: long ? 5_000 : 150 };
const TIMEOUT_MS = long ? 900_000 : 60_000;
const STAGES: Stage[] = ['CODING', 'PICKUP', 'REVIEW', 'MERGE'];

const milliseconds = (seconds: number | null | undefined) => Math.round((seconds ?? 0) * 1000);

function sumOf(change: ChangeFact, stages: Stage[]): number {
  return stages.reduce((sum, stage) => sum + milliseconds(change.stages[stage].seconds), 0);
}

test(
  'the stages of a change in a cohort sum to its total exactly',
  () => {
    fc.assert(
      fc.property(randomHistory, (history) => {
        for (const change of deriveFacts(history, DEFAULT_RULES).changes) {
          const { MERGE, DEPLOY } = change.cohortLeftOut;
          if (change.mergedAt !== null && MERGE === null) {
            expect(sumOf(change, STAGES)).toBe(milliseconds(change.cycleSeconds.seconds));
          }
          if (change.deployedAt !== null && DEPLOY === null) {
            expect(sumOf(change, [...STAGES, 'DEPLOY'])).toBe(milliseconds(change.leadSeconds.seconds));
          }
        }
      }),
      runs,
    );
  },
  TIMEOUT_MS,
);

/** Puts the records of a history into another order. */
function shuffle(history: RepositoryHistory, seed: number): RepositoryHistory {
  let state = seed + 1;
  const next = () => (state = (state * 48271) % 2147483647);
  const mix = <T>(items: T[]): T[] =>
    items
      .map((item) => ({ item, rank: next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  return {
    ...history,
    commits: mix(history.commits),
    refs: mix(history.refs),
    pullRequests: mix(history.pullRequests).map((record) => ({
      ...record,
      labels: mix(record.labels),
      commits: record.commits && mix(record.commits),
      reviews: record.reviews && mix(record.reviews),
      draftEvents: record.draftEvents && mix(record.draftEvents),
    })),
    deployments: mix(history.deployments),
    incidents: mix(history.incidents),
  };
}

test(
  'the order of records does not matter',
  () => {
    fc.assert(
      fc.property(randomHistory, fc.nat(), (history, seed) => {
        expect(deriveFacts(shuffle(history, seed), DEFAULT_RULES)).toEqual(deriveFacts(history, DEFAULT_RULES));
      }),
      runs,
    );
  },
  TIMEOUT_MS,
);

test(
  'every list is sorted by key, and keys are unique',
  () => {
    fc.assert(
      fc.property(randomHistory, (history) => {
        const { changes, releases, deployments, incidents, deliveries } = deriveFacts(history, DEFAULT_RULES);
        for (const keys of [changes, releases, deployments, incidents].map((list) => list.map(({ key }) => key))) {
          expect(keys).toEqual([...new Set(keys)].sort());
        }
        const rows = deliveries.map((row) => JSON.stringify([row.changeKey, row.service, row.environment]));
        expect(new Set(rows).size).toBe(rows.length);
      }),
      runs,
    );
  },
  TIMEOUT_MS,
);

test(
  'releases share out the deployed changes of a service: none is in two, and the counts are theirs',
  () => {
    fc.assert(
      fc.property(randomHistory, (history) => {
        const { releases, deliveries } = deriveFacts(history, DEFAULT_RULES);
        const carried = deliveries.filter((row) => row.environment === null && row.releaseKey !== null);
        for (const release of releases) {
          const own = carried.filter((row) => row.service === release.service && row.releaseKey === release.key);
          expect(own).toHaveLength(release.changeCount);
        }
        expect(carried).toHaveLength(releases.reduce((sum, release) => sum + release.changeCount, 0));
      }),
      runs,
    );
  },
  TIMEOUT_MS,
);

test(
  'a later deployment moves no earlier moment',
  () => {
    fc.assert(
      fc.property(randomHistory, (history) => {
        fc.pre(history.deployments.some((record) => record.environment === 'production'));
        const before = deriveFacts(history, DEFAULT_RULES);
        const later = Date.UTC(2026, 5, 1);
        const record = { ...history.deployments[0], key: 'later', createdAt: later, finishedAt: later } as const;
        const added = {
          ...record,
          status: 'SUCCEEDED',
          service: null,
          environment: 'production',
          sha: shaOf('c1'),
        } as const;
        const after = deriveFacts(
          { ...history, deployments: [...history.deployments, added as RepositoryHistory['deployments'][number]] },
          DEFAULT_RULES,
        );
        const moments = (changes: ChangeFact[]) =>
          new Map(
            changes.map(({ key, firstCommitAt, readyAt, mergedAt, deployedAt }) => [
              key,
              { firstCommitAt, readyAt, mergedAt, deployedAt },
            ]),
          );
        const now = moments(after.changes);
        for (const [key, was] of moments(before.changes)) {
          // Only what had no deployed moment may have got one.
          expect(now.get(key)).toEqual(
            was.deployedAt === null ? { ...was, deployedAt: now.get(key)?.deployedAt } : was,
          );
        }
      }),
      runs,
    );
  },
  TIMEOUT_MS,
);
