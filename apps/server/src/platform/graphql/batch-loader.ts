import DataLoader from 'dataloader';

/**
 * Loads for many parents in one go what a field of one of them asks. Nothing is remembered beyond the batch: a subscription
 * shares one context over all its events.
 */
export function batchLoader<Value>(
  load: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): DataLoader<string, Value | null> {
  return new DataLoader<string, Value | null>(
    async (ids) => {
      const found = await load([...new Set(ids)]);
      return ids.map((id) => found.get(id) ?? null);
    },
    { cache: false },
  );
}
