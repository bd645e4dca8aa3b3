import type { Instant } from '@weir/metrics';
import { z } from 'zod';
import type { Json } from '../../source.js';
import { SidePart } from './side-part.js';

/** A run may be run again long after: so many of the newest are remembered as they were. */
const REMEMBERED = 300;

const schema = z.array(z.tuple([z.number(), z.number(), z.string()]));
type KnownRun = z.infer<typeof schema>[number];

/** Runs of workflows as they were last seen: id, creation, digest. */
export class KnownRuns {
  private readonly part: SidePart<KnownRun[]>;
  private readonly known: Map<number, KnownRun>;

  constructor(repositoryId: string, cursors: Readonly<Record<string, Json>>) {
    this.part = new SidePart(`${repositoryId}/runs`, cursors, (stored) => schema.safeParse(stored).data ?? null, []);
    this.known = new Map(this.part.value.map((run) => [run[0], run]));
  }

  isNews(id: number, digest: string): boolean {
    return this.known.get(id)?.[2] !== digest;
  }

  /** Whether it was seen before. */
  has(id: number): boolean {
    return this.known.has(id);
  }

  see(id: number, createdAt: Instant, digest: string): void {
    this.known.set(id, [id, createdAt, digest]);
  }

  takeChanged() {
    this.part.value = [...this.known.values()].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, REMEMBERED);
    return this.part.takeChanged();
  }
}
