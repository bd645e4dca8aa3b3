import { takeReachable } from './git-history.mjs';

const MONTH = 30 * 86_400;

/** The commits of the first-parent line as changes: when merged, and when their first commit was made, if that is known. */
export function readChanges({ commits, line }) {
  const seen = new Set();
  return line.map((commit) => {
    seen.add(commit.sha);
    const brought = commit.parents.slice(1).flatMap((parent) => takeReachable(commits, parent, seen));
    const own = brought.filter((each) => each.parents.length < 2);
    const author = own.length > 0 ? mostFrequent(own.map((each) => each.author)) : commit.author;
    return {
      sha: commit.sha,
      number: numberOf(commit.subject),
      merged: commit.committed,
      firstCommit: firstCommitOf(commit, own),
      isBot: author.endsWith('[bot]'),
      message: commit.message,
      subject: commit.subject,
      own,
    };
  });
}

function firstCommitOf(commit, own) {
  if (commit.parents.length > 1) return own.length > 0 ? Math.min(...own.map((each) => each.authored)) : null;
  return commit.authored < commit.committed ? commit.authored : null;
}

function numberOf(subject) {
  const found = /\(#(\d+)\)\s*$/.exec(subject) ?? /^Merge pull request #(\d+)/.exec(subject);
  return found ? Number(found[1]) : null;
}

function mostFrequent(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts.keys()].filter((name) => counts.get(name) === most).sort()[0];
}

/** Changes that a later one says to revert, within thirty days of their merge. */
export function countReverted(changes, among) {
  const reverted = new Set();
  const bySha = new Map(changes.map((change) => [change.sha, change]));
  for (const revert of changes) {
    for (const message of [revert.message, ...revert.own.map((each) => each.message)]) {
      for (const [, sha] of message.matchAll(/This reverts commit ([0-9a-f]{7,40})/g)) {
        const target = bySha.get(sha) ?? changes.find((each) => each.sha.startsWith(sha));
        const elapsed = target ? revert.merged - target.merged : -1;
        if (target && target !== revert && elapsed >= 0 && elapsed <= MONTH) reverted.add(target);
      }
    }
  }
  return among.filter((change) => reverted.has(change)).length;
}
