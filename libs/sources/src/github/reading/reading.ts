import type { RepositoryBatch } from '@weir/metrics';
import type { PageAnswer, PageAsk } from './pages.js';

/** What one kind of thing of a repository brings, page by page. */
export interface Reading {
  /** Whether a page of it is still to come. */
  readonly field: keyof PageAsk;
  isOpen(): boolean;
  /** Its share of the next question; `size` is that of a page of pull requests. */
  ask(size: number): PageAsk;
  /** Takes its share of the answer, and puts what is new into the batch. */
  take(answer: PageAnswer, batch: RepositoryBatch): void;
  /** Its share may not be read: it is closed, and speaks for nothing. */
  refuse(): void;
}
