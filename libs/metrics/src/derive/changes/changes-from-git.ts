import type { CommitRecord, Instant, RepositoryRecord } from '../../records.js';
import type { LineEntry } from '../graph/brought-commits.js';
import type { CommitGraph } from '../graph/commit-graph.js';
import type { IsBot } from './bots.js';
import type { Change } from './change.js';
import { parseMergeMessage, parseSquashMessage, splitMessage, type CommitSubject } from './commit-subject.js';
import { findMergedAuthor } from './merged-author.js';
import { makeChangeUrl } from './web-address.js';

export interface LineInput {
  repository: RepositoryRecord;
  graph: CommitGraph;
  line: LineEntry[];
  isBot: IsBot;
}

/**
 * The changes of a repository without pull requests: one per commit of the production branch's first-parent line. A number
 * belongs to the first commit of the line that claims it; a later claimant is known by its sha.
 */
export function listChangesFromGit(input: LineInput): Change[] {
  const numbers = new Set<number>();
  return input.line.flatMap((entry) => {
    const commit = input.graph.commits[entry.commit];
    if (!commit) return [];
    const subject = readSubject(commit);
    const isTaken = subject.number !== null && numbers.has(subject.number);
    if (subject.number !== null) numbers.add(subject.number);
    return [toChange(input, entry, { commit, subject, number: isTaken ? null : subject.number })];
  });
}

interface LineCommit {
  commit: CommitRecord;
  subject: CommitSubject;
  number: number | null;
}

function toChange({ repository, graph, isBot }: LineInput, entry: LineEntry, line: LineCommit): Change {
  const { commit, subject, number } = line;
  const brought = entry.brought.flatMap((index) => graph.commits[index] ?? []);
  const isMerge = commit.parents.length > 1;
  const author = isMerge ? findMergedAuthor(commit, brought) : commit.authorName;
  // Written out, not spread: a long history makes a hundred thousand of these, and spreading costs more than all the rest.
  return {
    key: number === null ? `@${commit.sha}` : `#${number}`,
    kind: isMerge ? 'MERGE_COMMIT' : subject.number === null ? 'DIRECT_PUSH' : 'SQUASH',
    number,
    title: subject.title,
    body: splitMessage(commit.message).rest || null,
    url: makeChangeUrl(repository, number, commit.sha),
    author,
    authorIsBot: isBot(author, null),
    state: 'MERGED',
    isDraft: false,
    baseBranch: null,
    headBranch: subject.headBranch,
    openedAt: null,
    mergedAt: commit.committedAt,
    closedAt: null,
    firstCommitAt: isMerge ? findFirstBrought(entry, brought) : findOwnStart(commit),
    mergeSha: commit.sha,
    position: entry.commit,
    arrivedAt: commit.committedAt,
    isOnProductionBranch: true,
    messages: [commit, ...brought].map(({ sha, message }) => ({ sha, text: message })),
    closingIssues: [],
    additions: null,
    deletions: null,
    changedFiles: null,
    labels: [],
    reviews: null,
    draftEvents: null,
    stated: {},
  };
}

function readSubject(commit: CommitRecord): CommitSubject {
  return commit.parents.length > 1 ? parseMergeMessage(commit.message) : parseSquashMessage(commit.message);
}

/** The earliest author date among the merged commits, merges left out; unknown when some of them were not fetched. */
function findFirstBrought(entry: LineEntry, brought: CommitRecord[]): Instant | null {
  if (!entry.isComplete) return null;
  return findEarliestAuthored(brought);
}

export function findEarliestAuthored(commits: CommitRecord[]): Instant | null {
  let earliest: Instant | null = null;
  for (const { parents, authoredAt } of commits) {
    if (parents.length < 2 && (earliest === null || authoredAt < earliest)) earliest = authoredAt;
  }
  return earliest;
}

/** A commit authored at the moment it was committed was made by the merge button: when its work began is not known. */
export function findOwnStart(commit: CommitRecord): Instant | null {
  return commit.authoredAt < commit.committedAt ? commit.authoredAt : null;
}
