import type { RepositoryBatch } from '@weir/metrics';
import { followCommits } from './deployment-reading.js';
import { digestOf } from './digest.js';
import { OVERLAP_MS } from './list-walk.js';
import type { PageAnswer, PageAsk, ReleaseItem } from './pages.js';
import type { Reading } from './reading.js';
import type { KnownRelease, Situation } from './repository-state.js';

/**
 * Reads releases when the repository's head looks other than last time: newest first until a page holds nothing new, or all of
 * the window. A draft may be published and a release be deleted long after its creation, so the list is compared as a whole.
 */
export class ReleaseReading implements Reading {
  readonly field = 'releases';
  private scanned: ReleaseItem[] = [];
  private after: string | null = null;
  private open: boolean;

  constructor(
    private readonly situation: Situation,
    /** Whether all of the window is read although a page holds nothing new. */
    private readonly isWhole: boolean,
  ) {
    const { releases } = situation.state.part;
    this.open = isWhole || releases.mark !== markOf(situation) || !isSettled(situation, releases.readAt);
  }

  isOpen(): boolean {
    return this.open;
  }

  ask(): PageAsk {
    return { releases: { after: this.after } };
  }

  take({ releases }: PageAnswer, batch: RepositoryBatch): void {
    if (!releases) return;
    const { from, state } = this.situation;
    const inWindow = releases.items.filter(({ createdAt }) => createdAt >= from);
    this.scanned.push(...inWindow);
    const known = new Map(state.releases.value.map((release) => [release[0], release[2]]));
    const hasNews = inWindow.some((item) => known.get(item.id) !== digestOf(item.record));
    const isLast = releases.endCursor === null || inWindow.length < releases.items.length;
    this.after = releases.endCursor;
    if (isLast || (!hasNews && !this.isWhole)) this.finish(known, isLast, batch);
  }

  refuse(): void {
    this.open = false;
  }

  private finish(known: Map<number, string>, isLast: boolean, batch: RepositoryBatch): void {
    const { state, now } = this.situation;
    const news = this.scanned.filter((item) => known.get(item.id) !== digestOf(item.record));
    const records = news.flatMap(({ record }) => record ?? []);
    if (records.length > 0) batch.deployments = [...(batch.deployments ?? []), ...records];
    followCommits(state.part.commits, records);
    this.forget(news, isLast, batch);
    state.part.releases = { mark: markOf(this.situation), readAt: now };
    this.open = false;
  }

  /** What is gone in the stretch that was read, or is a release no more. */
  private forget(news: ReleaseItem[], isLast: boolean, batch: RepositoryBatch): void {
    const { state } = this.situation;
    const oldest = isLast ? -Infinity : Math.min(...this.scanned.map(({ createdAt }) => createdAt));
    const seen = new Set(this.scanned.map(({ id }) => id));
    const before = state.releases.value;
    const beyond = before.filter(([id, createdAt]) => !seen.has(id) && createdAt < oldest);
    const gone = before.filter(([id, createdAt]) => !seen.has(id) && createdAt >= oldest).map(([id]) => id);
    const retracted = news.filter(({ id, record }) => record === null && before.some(([one]) => one === id));
    const keys = [...gone, ...retracted.map(({ id }) => id)].map((id) => `release:${id}`);
    if (keys.length > 0) batch.gone = { ...batch.gone, deployments: [...(batch.gone?.deployments ?? []), ...keys] };
    const now = this.scanned.map(({ id, createdAt, record }): KnownRelease => [id, createdAt, digestOf(record)]);
    state.releases.value = [...now, ...beyond];
  }
}

function markOf({ head, from }: Situation): string {
  const { totalCount, nodes } = head.releases ?? { totalCount: 0, nodes: [] };
  return `${totalCount} ${nodes?.[0]?.updatedAt ?? ''} ${head.pushedAt ?? ''} ${from}`;
}

/** Something else may have happened in the second of the last news after it was read. */
function isSettled({ head }: Situation, readAt: number | null): boolean {
  const news = [head.releases?.nodes?.[0]?.updatedAt, head.pushedAt].flatMap((time) => (time ? Date.parse(time) : []));
  return news.every((at) => (readAt ?? 0) >= at + OVERLAP_MS);
}
