import type { Hint } from '@weir/sources';

/** Each thing once, in the order it was first heard of. */
export function unite(...lists: (readonly Hint[])[]): Hint[] {
  const byThing = new Map<string, Hint>();
  for (const hint of lists.flat()) {
    const { repository, about } = hint;
    const thing = JSON.stringify([repository.toLowerCase(), about.kind, ...Object.values(about)]);
    if (!byThing.has(thing)) byThing.set(thing, hint);
  }
  return [...byThing.values()];
}

interface Batch {
  hints: Hint[];
  handled: Promise<void>;
}

/**
 * Collects for a moment, per source, and for as long as what came before is being handled; then hands over what came together.
 * Whoever adds is answered when what they added has been handled.
 */
export class HintBatches {
  private readonly open = new Map<string, Batch>();
  private readonly busy = new Map<string, Promise<void>>();

  constructor(
    private readonly handle: (sourceId: string, hints: Hint[]) => Promise<void>,
    private readonly pause: () => Promise<unknown>,
  ) {}

  add(sourceId: string, hints: readonly Hint[]): Promise<void> {
    const batch = this.open.get(sourceId) ?? this.begin(sourceId);
    batch.hints = unite(batch.hints, hints);
    return batch.handled;
  }

  private begin(sourceId: string): Batch {
    const batch: Batch = { hints: [], handled: Promise.resolve() };
    this.open.set(sourceId, batch);
    batch.handled = this.handleLater(sourceId, batch);
    return batch;
  }

  private async handleLater(sourceId: string, batch: Batch): Promise<void> {
    const before = this.busy.get(sourceId);
    await Promise.all([this.pause(), before?.catch(() => undefined)]);
    this.open.delete(sourceId);
    const work = this.handle(sourceId, batch.hints);
    this.busy.set(sourceId, work);
    try {
      await work;
    } finally {
      if (this.busy.get(sourceId) === work) this.busy.delete(sourceId);
    }
  }
}
