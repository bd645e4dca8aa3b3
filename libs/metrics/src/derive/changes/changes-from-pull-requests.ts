import type { RepositoryHistory } from '../../facts.js';
import type { PullRequestRecord } from '../../records.js';
import { listBroughtCommits, type LineEntry } from '../graph/brought-commits.js';
import { findCommit, type CommitGraph } from '../graph/commit-graph.js';
import type { IsBot } from './bots.js';
import { isPromotion, type LongLivedBranches } from './branches.js';
import type { Change, Message } from './change.js';
import { findEarliestAuthored, findOwnStart } from './changes-from-git.js';
import { parseMergeMessage } from './commit-subject.js';
import { findArrival, type Promotion } from './production-arrival.js';

export interface PullRequestInput {
  history: RepositoryHistory;
  graph: CommitGraph;
  line: LineEntry[];
  branches: LongLivedBranches;
  isBot: IsBot;
  /** Commits reachable from the production branch or from a production deployment. */
  isDelivered: (commit: number) => boolean;
}

/**
 * The changes of a repository with pull requests. A merged one counts when its merge has reached the production branch or a
 * production deployment, or was made into a branch that feeds production: promotions from there, or earlier merges into it,
 * have arrived. So a change waiting on `develop` is known before its promotion, and a stacked one is not counted twice.
 */
export function listChangesFromPullRequests(input: PullRequestInput): Change[] {
  const { history, branches } = input;
  const promotions = listPromotions(history.pullRequests, branches);
  const numbers = mapNumbersToCommits(input);
  const broughtBy = new Map(input.line.map((entry) => [entry.commit, entry.brought]));
  const changes = history.pullRequests
    .filter((record) => !isPromotion(record, branches))
    .map((record) => toChange(record, { ...input, promotions, numbers, broughtBy }));
  const feeding = listFeedingBranches(changes, promotions, branches);
  return changes.filter((change) => countsAsChange(change, feeding));
}

interface Context extends PullRequestInput {
  promotions: Promotion[];
  numbers: Map<number, number>;
  broughtBy: Map<number, number[]>;
}

function listPromotions(records: PullRequestRecord[], branches: LongLivedBranches): Promotion[] {
  return records
    .filter((record) => isPromotion(record, branches))
    .flatMap(({ headBranch, baseBranch, mergedAt }) =>
      headBranch !== null && baseBranch !== null && mergedAt !== null
        ? [{ from: headBranch, into: baseBranch, mergedAt }]
        : [],
    )
    .sort((a, b) => a.mergedAt - b.mergedAt);
}

/** Commits that say which pull request they merged, for records that do not name their merge commit. */
function mapNumbersToCommits({ history, graph, line }: PullRequestInput): Map<number, number> {
  const numbers = new Map<number, number>();
  if (history.pullRequests.every((record) => record.mergeSha !== null || record.mergedAt === null)) return numbers;
  const onLine = line.map((entry) => entry.commit);
  for (const index of [...onLine, ...graph.commits.keys()]) {
    const { number } = parseMergeMessage(graph.commits[index]?.message ?? '');
    if (number !== null && !numbers.has(number)) numbers.set(number, index);
  }
  return numbers;
}

function toChange(record: PullRequestRecord, context: Context): Change {
  const { graph, isBot } = context;
  const mergedAt = record.mergedAt ?? (record.state === 'MERGED' ? record.closedAt : null);
  const position = mergedAt === null ? null : findPosition(record, context);
  const own = listOwnCommits(position, context);
  const arrival = mergedAt === null ? null : findArrival(record.baseBranch, mergedAt, context);
  const isDelivered = position !== null && context.isDelivered(position);
  return {
    key: `#${record.number}`,
    kind: 'PULL_REQUEST',
    number: record.number,
    title: record.title,
    body: record.body,
    url: record.url,
    author: record.author,
    authorIsBot: isBot(record.author, record.authorIsBot),
    state: mergedAt !== null ? 'MERGED' : record.state === 'MERGED' ? 'CLOSED' : record.state,
    isDraft: record.isDraft,
    baseBranch: record.baseBranch,
    headBranch: record.headBranch,
    openedAt: record.openedAt,
    mergedAt,
    closedAt: record.closedAt,
    firstCommitAt: findFirstCommit(record, position, { own, graph }),
    mergeSha: record.mergeSha ?? graph.commits[position ?? -1]?.sha ?? null,
    position,
    arrivedAt: arrival ?? mergedAt,
    // The graph decides where it knows the merge; a promotion by squash leaves no trace there, so dates may add.
    isOnProductionBranch: isDelivered || arrival !== null,
    messages: listMessages(record, position, { own, graph }),
    closingIssues: record.closingIssues ?? [],
    additions: record.additions,
    deletions: record.deletions,
    changedFiles: record.changedFiles,
    labels: record.labels,
    reviews: record.reviews,
    draftEvents: record.draftEvents,
    stated: record.stated,
  };
}

function findPosition(record: PullRequestRecord, { graph, numbers }: Context): number | null {
  return findCommit(graph, record.mergeSha) ?? (record.mergeSha === null ? (numbers.get(record.number) ?? null) : null);
}

function listOwnCommits(position: number | null, { graph, broughtBy }: Context): number[] {
  if (position === null || (graph.parents[position]?.length ?? 0) < 2) return [];
  return broughtBy.get(position) ?? listBroughtCommits(graph, position);
}

interface OwnInGraph {
  own: number[];
  graph: CommitGraph;
}

/** From the commits that were read, else stated, else from the graph. */
function findFirstCommit(
  record: PullRequestRecord,
  position: number | null,
  { own, graph }: OwnInGraph,
): number | null {
  const dates = (record.commits ?? [])
    .filter((commit) => !commit.isMerge && !isMadeAtMerge(commit, record))
    .map((commit) => commit.authoredAt);
  if (dates.length > 0) return dates.reduce((a, b) => Math.min(a, b));
  if (record.stated.firstCommitAt) return record.stated.firstCommitAt;
  const merge = graph.commits[position ?? -1];
  if (!merge) return null;
  return merge.parents.length > 1
    ? findEarliestAuthored(own.flatMap((i) => graph.commits[i] ?? []))
    : findOwnStart(merge);
}

function isMadeAtMerge(commit: { sha: string; authoredAt: number }, record: PullRequestRecord): boolean {
  return commit.sha === record.mergeSha && record.mergedAt !== null && commit.authoredAt >= record.mergedAt;
}

function listMessages(record: PullRequestRecord, position: number | null, { own, graph }: OwnInGraph): Message[] {
  const inGraph = position === null ? [] : [position, ...own];
  const bySha = new Map(inGraph.flatMap((i) => graph.commits[i] ?? []).map(({ sha, message }) => [sha, message]));
  for (const { sha, message } of record.commits ?? []) bySha.set(sha, message);
  return [...bySha].map(([sha, text]) => ({ sha, text })).sort((a, b) => (a.sha < b.sha ? -1 : 1));
}

function listFeedingBranches(changes: Change[], promotions: Promotion[], branches: LongLivedBranches): Set<string> {
  const feeding = new Set(changes.flatMap((change) => (change.isOnProductionBranch ? (change.baseBranch ?? []) : [])));
  const into = new Set([branches.production, ...feeding]);
  for (const promotion of [...promotions].reverse()) {
    if (!into.has(promotion.into)) continue;
    into.add(promotion.from);
    feeding.add(promotion.from);
  }
  return new Set([...feeding].filter(branches.isLongLived));
}

function countsAsChange(change: Change, feeding: Set<string>): boolean {
  if (change.state !== 'MERGED' || change.isOnProductionBranch) return true;
  return change.baseBranch !== null && feeding.has(change.baseBranch);
}
