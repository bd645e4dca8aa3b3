import { expect, it } from 'vitest';
import { makeLargeOrganisation } from './large-organisation.js';

const NOW = Date.UTC(2026, 10, 25);
const SIZE = { repositories: 8, pullRequests: 600, now: NOW };

it('makes as much as it is asked for, of every kind, before its end', () => {
  const repositories = [...makeLargeOrganisation({ ...SIZE, seed: 3 }).repositories.values()];
  const pulls = repositories.flatMap((each) => [...each.pulls.values()]);
  expect(repositories).toHaveLength(8);
  expect(pulls).toHaveLength(600);
  const share = (isOne: (pull: (typeof pulls)[number]) => boolean) => pulls.filter(isOne).length / pulls.length;
  expect(share(({ state }) => state === 'MERGED')).toBeGreaterThan(0.8);
  for (const isSome of [
    share(({ state }) => state === 'OPEN'),
    share(({ state }) => state === 'CLOSED'),
    share(({ author }) => author?.__typename === 'Bot'),
    share(({ timeline }) => timeline.some((event) => event.__typename === 'ReadyForReviewEvent')),
    share(({ mergedAt, reviews }) => reviews.some(({ submittedAt }) => mergedAt !== null && submittedAt > mergedAt)),
  ]) {
    expect(isSome).toBeGreaterThan(0);
    expect(isSome).toBeLessThan(0.5);
  }
  const statuses = repositories.flatMap(({ deployments }) => deployments.flatMap((each) => each.statuses));
  expect(statuses.filter(({ state }) => state === 'FAILURE').length).toBeGreaterThan(0);
  expect(repositories.some(({ releases }) => releases.length > 0)).toBe(true);
  expect(repositories.some(({ issues }) => issues.size > 0)).toBe(true);
  const things = repositories.flatMap((each) => [
    ...each.issues.values(),
    ...each.deployments,
    ...each.releases,
    ...each.runs,
  ]);
  expect([...pulls, ...things].filter(({ updatedAt }) => updatedAt > NOW)).toEqual([]);
  expect(repositories.filter(({ pushedAt }) => pushedAt > NOW)).toEqual([]);
  expect(pulls.filter(({ mergedAt, createdAt }) => mergedAt !== null && mergedAt < createdAt)).toEqual([]);
});

it('is the same for the same seed, and another for another', () => {
  const shas = (seed: number) =>
    [...makeLargeOrganisation({ ...SIZE, seed }).repositories.values()].map((each) => each.headOf('main'));
  expect(shas(1)).toEqual(shas(1));
  expect(shas(1)).not.toEqual(shas(2));
});
