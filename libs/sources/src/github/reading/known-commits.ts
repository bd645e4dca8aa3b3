import type { Instant } from '@weir/metrics';
import { z } from 'zod';
import type { Json } from '../../source.js';
import { shortSha } from './commit-walk.js';
import type { Parts } from './known-things.js';
import { SidePart } from './side-part.js';

const WEEK_MS = 7 * 86_400_000;
const LENGTH = shortSha('0'.repeat(40)).length;

const outside = z.object({ from: z.number(), shas: z.string() });
type Outside = z.infer<typeof outside>;

/** The commits of a repository that were yielded, by the beginnings of their shas; a week of them is a part of the cursor. */
export class KnownCommits {
  private known: Set<string> | null = null;
  private readonly weeks = new Map<string, string>();
  private readonly changed = new Set<string>();
  /** Commits asked for that lie before the window, or are not there; those of another window count no more. */
  private readonly outside: SidePart<Outside>;

  constructor(
    /** `<repository id>/commits/`. */
    private readonly prefix: string,
    cursors: Readonly<Record<string, Json>>,
  ) {
    const parse = (stored: Json) => outside.safeParse(stored).data ?? null;
    this.outside = new SidePart<Outside>(`${prefix}outside`, cursors, parse, { from: 0, shas: '' });
    for (const [key, part] of Object.entries(cursors)) {
      if (key.startsWith(prefix) && typeof part === 'string') this.weeks.set(key.slice(prefix.length), part);
    }
  }

  /** Taken apart when it is asked for: most repositories have no news. */
  get shas(): Set<string> {
    if (this.known !== null) return this.known;
    this.known = new Set();
    for (const week of this.weeks.values())
      for (let at = 0; at + LENGTH <= week.length; at += LENGTH) this.known.add(week.slice(at, at + LENGTH));
    return this.known;
  }

  has(sha: string): boolean {
    return this.shas.has(shortSha(sha));
  }

  /** Remembers a commit that was added to `shas`. */
  keep(sha: string, committedAt: Instant): void {
    const week = String(Math.floor(committedAt / WEEK_MS));
    this.weeks.set(week, (this.weeks.get(week) ?? '') + shortSha(sha));
    this.changed.add(week);
  }

  isOutside(sha: string, from: Instant): boolean {
    const { value } = this.outside;
    if (value.from !== from) return false;
    for (let at = 0; at < value.shas.length; at += LENGTH) if (value.shas.startsWith(shortSha(sha), at)) return true;
    return false;
  }

  keepOutside(sha: string, from: Instant): void {
    const { value } = this.outside;
    this.outside.value = { from, shas: (value.from === from ? value.shas : '') + shortSha(sha) };
  }

  takeChanged(): Parts {
    const parts = [...this.changed].map((week): [string, Json] => [this.prefix + week, this.weeks.get(week) ?? null]);
    this.changed.clear();
    return { ...Object.fromEntries(parts), ...this.outside.takeChanged() };
  }
}
