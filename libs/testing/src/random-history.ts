import type {
  CommitRecord,
  DeploymentRecord,
  IncidentRecord,
  PullRequestRecord,
  RefRecord,
  RepositoryHistory,
  ReviewState,
} from '@weir/metrics';
import fc from 'fast-check';
import { shaOf } from './history.js';

const START = Date.UTC(2026, 0, 5);
const MINUTE_MS = 60_000;

/** Instants of some weeks, on whole minutes so that equal ones occur. */
const instant = fc.integer({ min: 0, max: 60 * 24 * 21 }).map((minutes) => START + minutes * MINUTE_MS);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });

/** A commit graph in which every commit has earlier ones as parents: straight lines, branches, merges, several roots. */
export const randomCommits: fc.Arbitrary<CommitRecord[]> = fc
  .array(
    fc.record({
      back: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
      at: instant,
      lag: fc.nat(5000),
      kind: fc.nat(9),
    }),
    {
      minLength: 1,
      maxLength: 24,
    },
  )
  .map((seeds) =>
    seeds.map(({ back, at, lag, kind }, index) => ({
      sha: shaOf(`c${index}`),
      parents: [...new Set(back.map((step) => index - step))]
        .filter((parent) => parent >= 0)
        .map((parent) => shaOf(`c${parent}`)),
      authorName: ['ann', 'ben', 'dependabot[bot]'][kind % 3] ?? 'ann',
      authorEmail: 'someone@acme.example',
      authoredAt: at - lag * MINUTE_MS,
      committedAt: at,
      message: messageOf(kind, index),
    })),
  );

function messageOf(kind: number, index: number): string {
  if (kind === 0) return `Revert "x" (#${index})\n\nThis reverts commit ${shaOf(`c${Math.max(index - 2, 0)}`)}.`;
  if (kind === 1) return `pick\n\n(cherry picked from commit ${shaOf(`c${Math.max(index - 3, 0)}`)})`;
  if (kind === 2) return `hotfix: repair (#${index})`;
  return kind < 6 ? `Change (#${index})` : `direct ${index}`;
}

const reviewState = fc.constantFrom<ReviewState>('APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED');

const review = fc.record({
  author: fc.constantFrom('ann', 'ben', 'cleo', 'checker[bot]'),
  authorIsBot: fc.constant(false),
  state: reviewState,
  submittedAt: instant,
});

function randomPullRequest(number: number): fc.Arbitrary<PullRequestRecord> {
  return fc
    .record({
      openedAt: maybe(instant),
      merged: maybe(fc.nat(20_000)),
      merge: maybe(fc.nat(23)),
      base: fc.constantFrom('main', 'main', 'main', 'develop', 'feature-1', null),
      commits: maybe(fc.array(instant, { maxLength: 3 })),
      reviews: maybe(fc.array(review, { maxLength: 4 })),
      draft: fc.array(fc.record({ kind: fc.constantFrom('READY' as const, 'DRAFT' as const), at: instant }), {
        maxLength: 2,
      }),
      labels: fc.subarray(['hotfix', 'bug', 'feature']),
    })
    .map(({ openedAt, merged, merge, base, commits, reviews, draft, labels }) => {
      const mergedAt = merged === null ? null : (openedAt ?? START) + merged * MINUTE_MS;
      return {
        number,
        title: `Change ${number}`,
        body: number % 5 === 0 ? `Reverts #${number - 1}` : null,
        url: null,
        author: 'ann',
        authorIsBot: null,
        state: mergedAt === null ? 'OPEN' : 'MERGED',
        isDraft: false,
        openedAt,
        mergedAt,
        closedAt: mergedAt,
        mergeSha: mergedAt === null || merge === null ? null : shaOf(`c${merge}`),
        baseBranch: base,
        headBranch: number % 7 === 0 ? 'develop' : `feature-${number}`,
        headIsSameRepository: true,
        additions: null,
        deletions: null,
        changedFiles: null,
        labels,
        commits:
          commits?.map((authoredAt, i) => ({
            sha: shaOf(`p${number}-${i}`),
            authoredAt,
            isMerge: i === 2,
            message: 'work',
          })) ?? null,
        reviews,
        draftEvents: draft,
        stated: {},
      };
    });
}

function randomDeployment(index: number): fc.Arbitrary<DeploymentRecord> {
  return fc
    .record({
      commit: maybe(fc.nat(30)),
      createdAt: instant,
      minutes: fc.nat(30),
      status: fc.constantFrom(
        'SUCCEEDED' as const,
        'SUCCEEDED' as const,
        'SUCCEEDED' as const,
        'FAILED' as const,
        'PENDING' as const,
      ),
      environment: fc.constantFrom('production', 'production', 'prod-eu', 'staging'),
      service: fc.constantFrom(null, null, 'web'),
      rule: fc.constantFrom('PUSHED' as const, 'GITHUB_DEPLOYMENTS' as const),
    })
    .map(({ commit, createdAt, minutes, status, environment, service, rule }) => ({
      key: `d${index}`,
      rule,
      externalId: `id-${index}`,
      service,
      environment,
      sha: commit === null ? null : shaOf(`c${commit}`),
      sourceShas: [],
      ref: null,
      url: null,
      status,
      createdAt,
      finishedAt: status === 'PENDING' ? null : createdAt + minutes * MINUTE_MS,
      runId: null,
    }));
}

function randomIncident(index: number): fc.Arbitrary<IncidentRecord> {
  return fc
    .record({
      startedAt: instant,
      minutes: maybe(fc.nat(3000)),
      names: maybe(fc.nat(9)),
      remedy: maybe(fc.nat(9)),
      not: fc.nat(9),
    })
    .map(({ startedAt, minutes, names, remedy, not }) => ({
      key: `INC-${index}`,
      externalId: `INC-${index}`,
      title: 'Incident',
      body: null,
      url: null,
      service: null,
      repository: null,
      severity: null,
      startedAt,
      resolvedAt: minutes === null ? null : startedAt + minutes * MINUTE_MS,
      deployment: names === null ? null : `d${names}`,
      remediedBy: remedy === null ? null : `#${remedy}`,
      notFromDeployment: not === 0,
    }));
}

const refs: fc.Arbitrary<RefRecord[]> = fc
  .record({ head: fc.nat(23), tags: fc.array(fc.record({ commit: fc.nat(23), at: maybe(instant) }), { maxLength: 6 }) })
  .map(({ head, tags }) => [
    { kind: 'BRANCH' as const, name: 'main', sha: shaOf(`c${head}`), taggedAt: null },
    ...tags.map(({ commit, at }, i) => ({
      kind: 'TAG' as const,
      name: `v1.${i}.0`,
      sha: shaOf(`c${commit}`),
      taggedAt: at,
    })),
  ]);

const listOf = <T>(make: (index: number) => fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> =>
  fc.nat(maxLength).chain((length) => fc.tuple(...Array.from({ length }, (_, index) => make(index + 1))));

/** Histories of every kind: with or without pull requests, deployments, tags, a graph, incidents. */
export const randomHistory: fc.Arbitrary<RepositoryHistory> = fc.record({
  repository: fc.constant({ name: 'acme/shop', url: null, defaultBranch: 'main' }),
  commits: fc.oneof({ weight: 4, arbitrary: randomCommits }, { weight: 1, arbitrary: fc.constant<CommitRecord[]>([]) }),
  refs,
  pullRequests: fc.oneof(listOf(randomPullRequest, 9), fc.constant<PullRequestRecord[]>([])),
  deployments: fc.oneof(listOf(randomDeployment, 10), fc.constant<DeploymentRecord[]>([])),
  incidents: listOf(randomIncident, 4),
  coverage: fc.constant([]),
  fixedRule: fc.constant(null),
});
