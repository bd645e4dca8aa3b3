import type { Instant } from '@weir/metrics';
import type { Json } from '../../source.js';

const SECOND = 1000;
const WEEK_MS = 7 * 86_400_000;
/** Numbers that share a part of the cursor: small enough to be rewritten with every page, large enough to be few. */
const CHUNK = 500;

/** Parts of the cursor that changed since they were last asked for. */
export type Parts = Record<string, Json>;

/** Which things of a repository were yielded and when each had last changed; kept in parts of the cursor. */
export class KnownThings {
  private readonly chunks = new Map<string, Map<number, Instant>>();
  private readonly changed = new Set<string>();

  constructor(
    /** `<repository id>/<kind>/`. */
    private readonly prefix: string,
    cursors: Readonly<Record<string, Json>>,
    private readonly chunkOf: (id: number, createdAt: Instant) => number,
  ) {
    for (const [key, part] of Object.entries(cursors))
      if (key.startsWith(prefix)) this.chunks.set(key.slice(prefix.length), parsePart(part));
  }

  set({ id, createdAt, updatedAt }: { id: number; createdAt: Instant; updatedAt: Instant }): void {
    const key = String(this.chunkOf(id, createdAt));
    const chunk = this.chunks.get(key) ?? new Map<number, Instant>();
    if (chunk.get(id) === updatedAt) return;
    chunk.set(id, updatedAt);
    this.chunks.set(key, chunk);
    this.changed.add(key);
  }

  remove(id: number): void {
    for (const [key, chunk] of this.chunks) if (chunk.delete(id)) this.changed.add(key);
  }

  /** Everything known, by id. */
  toMap(): Map<number, Instant> {
    return new Map([...this.chunks.values()].flatMap((chunk) => [...chunk]));
  }

  takeChanged(): Parts {
    const parts = [...this.changed].map((key): [string, Json] => [this.prefix + key, toPart(this.chunks.get(key))]);
    this.changed.clear();
    return Object.fromEntries(parts);
  }
}

export const byNumber = (id: number): number => Math.floor(id / CHUNK);
export const byWeek = (_: number, createdAt: Instant): number => Math.floor(createdAt / WEEK_MS);

function parsePart(part: Json): Map<number, Instant> {
  const entries = part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.entries(part) : [];
  return new Map(entries.map(([id, seconds]) => [Number(id), Number(seconds) * SECOND]));
}

function toPart(chunk: Map<number, Instant> | undefined): Json {
  if (!chunk || chunk.size === 0) return null;
  return Object.fromEntries([...chunk].map(([id, at]) => [String(id), Math.floor(at / SECOND)]));
}
