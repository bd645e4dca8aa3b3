import type { DeploymentRecord, Instant, IssueRecord, PullRequestRecord, RepositoryBatch } from '@weir/metrics';
import { digestOf } from './digest.js';
import type { KnownThings } from './known-things.js';
import { beginWalk, isListDue, keepNews, type ListHead, type ListPage, type ListState, takePage } from './list-walk.js';
import type { Item, PageAnswer, PageAsk } from './pages.js';
import type { HeadPayload } from './payloads.js';
import type { Reading } from './reading.js';
import type { Situation } from './repository-state.js';

type ListField = 'pullRequests' | 'issues' | 'deployments';
type ListRecord = PullRequestRecord | IssueRecord | DeploymentRecord;

/** Issues and deployments are smaller than pull requests: more of them fit a page. */
const SIZES: Record<ListField, number> = { pullRequests: 1, issues: 1, deployments: 2 };
const LARGEST_PAGE = 100;

/** Reads a list that comes newest first, to the start of the window or to what is known. */
export class ListReading<R extends ListRecord> implements Reading {
  constructor(
    private readonly situation: Situation,
    readonly field: ListField,
    private readonly keep: (items: Item<R>[], batch: RepositoryBatch) => void,
  ) {
    const { part } = situation.state;
    // What the head does not tell was refused: it is asked for, so that a person is told why it is not read.
    const isHidden = situation.head[field] === undefined;
    if (isHidden || isListDue(part[field], headOf(situation.head, field), situation.from))
      this.set(beginWalk(part[field], situation.from));
  }

  isOpen(): boolean {
    return this.list.walk !== null;
  }

  ask(size: number): PageAsk {
    const { walk } = this.list;
    if (walk === null) return {};
    const pageSize = Math.min(LARGEST_PAGE, size * SIZES[this.field]);
    return { [this.field]: { size: pageSize, after: walk.after, until: walk.until } };
  }

  take(answer: PageAnswer, batch: RepositoryBatch): void {
    const page = answer[this.field] as ListPage<Item<R>> | undefined;
    if (!page) return;
    const { state, items } = takePage(this.list, page, this.situation);
    const walked = items.map((item) => ({ ...item, digest: digestOf(item.record) }));
    const { state: kept, news } = keepNews(state, walked);
    this.set(kept);
    for (const item of items) this.known.set(item);
    this.keep(news, batch);
  }

  refuse(): void {
    this.set({ ...this.list, walk: null });
  }

  private get list(): ListState {
    return this.situation.state.part[this.field];
  }

  private get known(): KnownThings {
    return this.situation.state[this.field];
  }

  private set(list: ListState): void {
    this.situation.state.part[this.field] = list;
  }
}

export function headOf(head: HeadPayload, field: ListField): ListHead {
  const { totalCount, nodes } = head[field] ?? { totalCount: 0, nodes: [] };
  const newest: { updatedAt?: string; createdAt?: string } | null | undefined = nodes?.[0];
  const time = newest?.updatedAt ?? newest?.createdAt;
  return { newest: time === undefined ? null : toTime(time), total: totalCount };
}

const toTime = (text: string): Instant => Date.parse(text);
