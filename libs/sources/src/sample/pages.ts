import type { Instant, RepositoryBatch } from '@weir/metrics';
import type { PlannedChange, PlannedDeployment, PlannedIssue } from './plan.js';
import type { ServiceRecords } from './to-records.js';

/** After `from` (null: since ever) and up to `until`. */
export interface Span {
  from: Instant | null;
  until: Instant;
}

const PAGE_SIZE = 1200;

/** What happened to a service in a span, the newest first, in pages that a batch may hold. Empty when nothing did. */
export function listPages(records: ServiceRecords, span: Span): RepositoryBatch[] {
  const { plan } = records;
  const isNew = (at: Instant) => at <= span.until && (span.from === null || at > span.from);
  const happened = (instants: Instant[]) => instants.some(isNew);
  const newestFirst = <T>(things: T[], at: (thing: T) => Instant) => things.sort((one, other) => at(other) - at(one));
  const changes = newestFirst(
    plan.changes.filter((change) => change.openedAt <= span.until && happened(momentsOf(change))),
    (change) => change.openedAt,
  );
  const merged = newestFirst(
    plan.changes.filter(({ mergedAt }) => isNew(mergedAt)),
    ({ mergedAt }) => mergedAt,
  );
  const deployments = newestFirst(
    plan.deployments.filter((one) => happened([one.createdAt, one.finishedAt])),
    ({ createdAt }) => createdAt,
  );
  const issues = newestFirst(
    plan.issues.filter((issue) => happened(momentsOfIssue(issue))),
    ({ createdAt }) => createdAt,
  );
  const count = Math.ceil(Math.max(changes.length, merged.length, deployments.length / 2, issues.length) / PAGE_SIZE);
  return Array.from({ length: count }, (_, page) => {
    const part = <T>(things: T[]) => slicePage(things, page, count);
    const own = { changes: part(changes), merged: part(merged), deployments: part(deployments), issues: part(issues) };
    return toPage(records, own, { hasRoot: span.from === null && page === count - 1, isFirst: page === 0 });
  });
}

interface Part {
  changes: PlannedChange[];
  merged: PlannedChange[];
  deployments: PlannedDeployment[];
  issues: PlannedIssue[];
}

function toPage(
  records: ServiceRecords,
  part: Part,
  { hasRoot, isFirst }: { hasRoot: boolean; isFirst: boolean },
): RepositoryBatch {
  return {
    repository: records.repository,
    pullRequests: part.changes.map((change) => records.toPullRequest(change)),
    commits: [
      ...part.merged.flatMap((change) => records.toCommits(change)),
      ...(hasRoot ? [records.toRootCommit()] : []),
    ],
    deployments: part.deployments.map((deployment) => records.toDeployment(deployment)),
    issues: part.issues.map((issue) => records.toIssue(issue)),
    ...(isFirst ? { refs: records.toRefs() } : {}),
  };
}

function slicePage<T>(things: T[], page: number, count: number): T[] {
  return things.slice(Math.floor((things.length * page) / count), Math.floor((things.length * (page + 1)) / count));
}

/** Whenever something of it is seen to change. */
function momentsOf(change: PlannedChange): Instant[] {
  const { openedAt, readyAt, mergedAt, closedAt, commits, reviews } = change;
  const askedAt = (readyAt ?? openedAt) + 60_000;
  return [
    openedAt,
    readyAt ?? openedAt,
    askedAt,
    mergedAt,
    closedAt,
    ...commits.map(({ at }) => at),
    ...reviews.map(({ at }) => at),
  ];
}

function momentsOfIssue({ createdAt, assigned, closedAt }: PlannedIssue): Instant[] {
  return [createdAt, assigned?.at ?? createdAt, closedAt];
}
