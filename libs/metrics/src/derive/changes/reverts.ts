import type { Change, Message } from './change.js';

/** `by` reverts `original`; both are indexes into the list of changes. */
export interface Revert {
  original: number;
  by: number;
}

const BY_NUMBER = /\breverts\s+(?:([\w.-]+\/[\w.-]+))?#(\d+)\b/gi;
const BY_SHA = /\bThis reverts commit ([0-9a-f]{7,40})\b/gi;
const BY_BRANCH = /^revert-(\d+)-/;

/** Who reverts whom: `Reverts #N` in the body, the branch `revert-N-…`, or the trailer that git writes. */
export function listReverts(changes: Change[], repositoryName: string): Revert[] {
  const index = indexChanges(changes);
  return changes.flatMap((change, by) => {
    if (change.mergedAt === null) return [];
    const originals = new Set(
      [...listNumbers(change, repositoryName), ...listShas(change)].flatMap((name) => index(name) ?? []),
    );
    originals.delete(by);
    return [...originals].sort((a, b) => a - b).map((original) => ({ original, by }));
  });
}

type FindChange = (name: string) => number | undefined;

/** Finds a change by `#N`, or by the sha (whole or abbreviated) of its merge or of one of its commits. */
function indexChanges(changes: Change[]): FindChange {
  const byName = new Map<string, number>();
  const byPrefix = new Map<string, number>();
  const addSha = (sha: string, index: number) => {
    if (!byName.has(sha)) byName.set(sha, index);
    if (!byPrefix.has(sha.slice(0, 7))) byPrefix.set(sha.slice(0, 7), index);
  };
  changes.forEach((change, index) => {
    if (change.mergedAt === null) return;
    if (change.number !== null) byName.set(`#${change.number}`, index);
    if (change.mergeSha !== null) addSha(change.mergeSha, index);
  });
  changes.forEach(
    (change, index) => change.mergedAt !== null && change.messages.forEach(({ sha }) => addSha(sha, index)),
  );
  return (name) => byName.get(name) ?? (name.length < 40 ? byPrefix.get(name.slice(0, 7)) : undefined);
}

function listNumbers(change: Change, repositoryName: string): string[] {
  const texts = [change.body ?? '', ...change.messages.map((message) => message.text)];
  const named = texts.flatMap((text) => [...text.matchAll(BY_NUMBER)]);
  const own = named.filter(([, owner]) => owner === undefined || owner.toLowerCase() === repositoryName.toLowerCase());
  const branch = BY_BRANCH.exec(change.headBranch ?? '')?.[1];
  return [...own.map((match) => match[2]), branch].flatMap((number) => (number ? [`#${number}`] : []));
}

/** A revert that the same change takes back leaves nothing reverted. */
function listShas(change: Change): string[] {
  const reverting = change.messages.map((message) => ({ sha: message.sha, targets: listTargets(message) }));
  const takenBack = new Set(reverting.flatMap(({ targets }) => targets));
  const fromBody = change.kind === 'PULL_REQUEST' ? listTargets({ sha: '', text: change.body ?? '' }) : [];
  return [...reverting.filter(({ sha }) => !takenBack.has(sha)).flatMap(({ targets }) => targets), ...fromBody];
}

function listTargets({ text }: Message): string[] {
  return [...text.matchAll(BY_SHA)].flatMap((match) => match[1]?.toLowerCase() ?? []);
}

/** The changes that one merged later and within the window reverts. */
export function findReverted(changes: Change[], reverts: Revert[], windowSeconds: number): Set<number> {
  const reverted = new Set<number>();
  for (const { original, by } of reverts) {
    const from = changes[original]?.mergedAt ?? null;
    const to = changes[by]?.mergedAt ?? null;
    if (from !== null && to !== null && to >= from && to - from <= windowSeconds * 1000) reverted.add(original);
  }
  return reverted;
}
