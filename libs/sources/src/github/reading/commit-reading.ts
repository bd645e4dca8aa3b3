import type { CommitRecord, RepositoryBatch } from '@weir/metrics';
import { beginCommitWalk, beginDeeperWalk, type CommitWalk, takeCommits } from './commit-walk.js';
import type { CommitPage, PageAnswer, PageAsk, RepositoryPages } from './pages.js';
import type { Reading } from './reading.js';
import type { Situation } from './repository-state.js';

/** Commits beside the production branch that are looked at in one request. */
const HEADS_AT_ONCE = 20;

/** Reads the production branch back to known history, and from every deployed commit beside it. */
export class CommitReading implements Reading {
  readonly field = 'commits';
  private isRefused = false;

  constructor(private readonly situation: Situation) {
    const { head, from, state } = situation;
    const sha = head.defaultBranchRef?.target?.oid;
    const { commits } = state.part;
    if (sha === undefined) return;
    if (commits.from !== null && from < commits.from) this.begin(beginDeeperWalk(sha, from));
    else if (commits.head !== sha && !state.commits.has(sha)) this.begin(beginCommitWalk(sha, from));
  }

  isOpen(): boolean {
    return !this.isRefused && this.walks.length > 0;
  }

  ask(): PageAsk {
    const [walk] = this.walks;
    return walk ? { commits: walk } : {};
  }

  take({ commits }: PageAnswer, batch: RepositoryBatch): void {
    const [walk, ...others] = this.walks;
    if (commits === undefined || !walk) return;
    const next = commits === null ? null : this.keep(walk, commits, batch);
    this.situation.state.part.commits.walks = next ? [next, ...others] : others;
  }

  /** Walks go on where they are when commits may be read again. */
  refuse(): void {
    this.isRefused = true;
  }

  /** Whether deployed commits wait that nothing has led to. They are looked at last: most lie on the production branch. */
  hasPending(): boolean {
    const { commits } = this.situation.state.part;
    if (this.isRefused || this.situation.head.defaultBranchRef === undefined) return false;
    const { from, state } = this.situation;
    if (commits.pending.length === 0) return false;
    commits.pending = commits.pending.filter((sha) => !state.commits.has(sha) && !state.commits.isOutside(sha, from));
    return commits.pending.length > 0;
  }

  async readPending(pages: RepositoryPages, batch: RepositoryBatch): Promise<void> {
    const { key, state, from } = this.situation;
    const heads = state.part.commits.pending.slice(-HEADS_AT_ONCE);
    const found = await pages.readHeads(key, heads, from);
    if (found === null) return this.refuse();
    heads.forEach((head, index) => this.takeHead(head, found[index] ?? null, batch));
    state.part.commits.pending = state.part.commits.pending.filter((sha) => !heads.includes(sha));
  }

  /** Everything of the window was read. */
  finish(): void {
    const { head, state, from } = this.situation;
    if (this.isRefused || head.defaultBranchRef === undefined) return;
    Object.assign(state.part.commits, { from, head: head.defaultBranchRef?.target?.oid ?? null });
  }

  /** A commit that is not there, or lies before the window, is not asked for again. */
  private takeHead(head: string, page: CommitPage | null, batch: RepositoryBatch): void {
    const { state, from } = this.situation;
    const next = page === null ? null : this.keep(beginCommitWalk(head, from), page, batch);
    // The pages of a walk differ in size from this one: it begins anew and passes over what is known.
    if (next) this.begin({ ...next, after: null });
    if (!state.commits.has(head)) state.commits.keepOutside(head, from);
  }

  private keep(walk: CommitWalk, page: CommitPage, batch: RepositoryBatch): CommitWalk | null {
    const { state } = this.situation;
    const { fresh, walk: next } = takeCommits(state.commits.shas, walk, page);
    for (const { sha, committedAt } of fresh) state.commits.keep(sha, committedAt);
    if (fresh.length > 0) batch.commits = [...(batch.commits ?? []), ...fresh.filter(isNewIn(batch))];
    return next;
  }

  private begin(walk: CommitWalk): void {
    const { commits } = this.situation.state.part;
    const isBegun = commits.walks.some(({ head, since }) => head === walk.head && since <= walk.since);
    if (!isBegun) commits.walks = [...commits.walks, walk];
  }

  private get walks(): CommitWalk[] {
    return this.situation.state.part.commits.walks;
  }
}

function isNewIn(batch: RepositoryBatch): (commit: CommitRecord) => boolean {
  const shas = new Set(batch.commits?.map(({ sha }) => sha));
  return ({ sha }) => !shas.has(sha);
}
