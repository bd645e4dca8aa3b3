import type { Batch, Json, Refreshed, Source } from '@weir/sources';
import { SourceUnion } from './source-union.js';

/** What a store keeps of a source between syncs, in memory. */
export class KeptSource {
  readonly batches: Batch[] = [];
  cursor: Json = null;
  cursors: Record<string, Json> = {};

  /** One sync to its end, or killed after some batches; gives back what it brought. */
  async sync(source: Source, now: number, stopAfter = Infinity): Promise<Batch[]> {
    const brought: Batch[] = [];
    const context = {
      cursor: this.cursor,
      cursors: this.cursors,
      now: () => now,
      signal: new AbortController().signal,
    };
    for await (const batch of source.read(context)) {
      brought.push(batch);
      this.keep(batch);
      if (brought.length >= stopAfter) break;
    }
    return brought;
  }

  /** What looking at hints brought: the place to go on from stays. */
  addRefreshed(refreshed: Refreshed): void {
    this.batches.push({ ...refreshed, cursor: this.cursor });
  }

  union(): SourceUnion {
    return new SourceUnion(this.batches);
  }

  private keep(batch: Batch): void {
    this.batches.push(batch);
    this.cursor = batch.cursor;
    for (const [key, part] of Object.entries(batch.cursors ?? {})) {
      if (part === null) delete this.cursors[key];
      else this.cursors[key] = part;
    }
  }
}
