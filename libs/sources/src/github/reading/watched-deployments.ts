import type { DeploymentRecord, Instant } from '@weir/metrics';
import { z } from 'zod';
import type { Json } from '../../source.js';
import { digestOf } from './digest.js';
import type { Item } from './pages.js';
import { SidePart } from './side-part.js';

const DAY = 86_400_000;
/** A late status of a finished deployment is looked for so long; of an unfinished one, so long. */
const RECENT_MS = 7 * DAY;
const UNFINISHED_MS = 30 * DAY;

const schema = z.array(
  z.object({ node: z.string(), id: z.number(), at: z.number(), open: z.boolean(), digest: z.string() }),
);
type Watched = z.infer<typeof schema>[number];

/** Deployments whose statuses may still change: GitHub tells of no change of a deployment, so they are looked at again. */
export class WatchedDeployments {
  private readonly part: SidePart<Watched[]>;

  constructor(repositoryId: string, cursors: Readonly<Record<string, Json>>) {
    const parse = (stored: Json) => schema.safeParse(stored).data ?? null;
    this.part = new SidePart(`${repositoryId}/watched`, cursors, parse, []);
  }

  get all(): readonly Watched[] {
    return this.part.value;
  }

  /** Puts what was just read under watch, and says whether it is other than when it was last seen. */
  see({ nodeId, id, createdAt, record }: Item<DeploymentRecord>): boolean {
    const digest = digestOf(record);
    const before = this.part.value.find((one) => one.id === id);
    const seen = { node: nodeId, id, at: createdAt, open: record.status === 'PENDING', digest };
    this.part.value = [...this.part.value.filter((one) => one.id !== id), seen];
    return before?.digest !== digest;
  }

  forget(id: number): void {
    this.part.value = this.part.value.filter((one) => one.id !== id);
  }

  forgetAll(): void {
    this.part.value = [];
  }

  /** Lets go of those that will hardly change any more; a reconciliation sees them. */
  prune(now: Instant): void {
    this.part.value = this.part.value.filter(({ at, open }) => now - at < (open ? UNFINISHED_MS : RECENT_MS));
  }

  takeChanged() {
    return this.part.takeChanged();
  }
}
