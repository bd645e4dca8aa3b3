import { parseVersionTag, type RefRecord, type RepositoryBatch } from '@weir/metrics';
import { digestOf } from './digest.js';
import { OVERLAP_MS } from './list-walk.js';
import type { PageAnswer, PageAsk } from './pages.js';
import type { Reading } from './reading.js';
import type { Situation } from './repository-state.js';

/** Reads the branches that matter and the tags of the window whenever something was pushed. */
export class RefReading implements Reading {
  readonly field = 'tags';
  private branches: RefRecord[] | null = null;
  private tags: RefRecord[] = [];
  private after: string | null = null;
  private open: boolean;

  constructor(
    private readonly situation: Situation,
    isWhole: boolean,
  ) {
    const { refs } = situation.state.part;
    this.open = isWhole || refs.mark !== markOf(situation) || !isSettled(situation, refs.readAt);
  }

  isOpen(): boolean {
    return this.open;
  }

  ask(): PageAsk {
    return { ...(this.branches === null ? { branches: true } : {}), tags: { after: this.after } };
  }

  take({ branches, tags }: PageAnswer, batch: RepositoryBatch): void {
    if (!tags) return;
    this.branches ??= branches?.refs ?? [];
    this.tags.push(...tags.refs);
    this.after = tags.endCursor;
    const isOlder = tags.oldestCommittedAt !== null && tags.oldestCommittedAt < this.situation.from;
    if (this.after === null || isOlder) this.finish(batch);
  }

  refuse(): void {
    this.open = false;
  }

  private finish(batch: RepositoryBatch): void {
    const { state, now } = this.situation;
    const refs = [...(this.branches ?? []), ...this.tags];
    const digest = digestOf(refs);
    if (digest !== state.part.refs.digest) batch.refs = refs;
    const { commits } = state.part;
    commits.pending = [...new Set([...commits.pending, ...refs.filter(isFollowed).map(({ sha }) => sha)])];
    state.part.refs = { mark: markOf(this.situation), readAt: now, digest };
    this.open = false;
  }
}

/** Branches that matter, and tags that may be deployments. */
function isFollowed({ kind, name }: RefRecord): boolean {
  return kind === 'BRANCH' || parseVersionTag(name) !== null;
}

function markOf({ head, from }: Situation): string {
  const { pushedAt, defaultBranchRef: branch, releases } = head;
  // A release may bring its tag without a push.
  return [
    pushedAt,
    branch?.name,
    branch?.target?.oid,
    releases?.totalCount,
    releases?.nodes?.[0]?.updatedAt,
    from,
  ].join(' ');
}

function isSettled({ head }: Situation, readAt: number | null): boolean {
  return head.pushedAt === null || (readAt ?? 0) >= Date.parse(head.pushedAt) + OVERLAP_MS;
}
