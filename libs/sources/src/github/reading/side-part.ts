import type { Json } from '../../source.js';
import type { Parts } from './known-things.js';

/** A part of the cursor that is rewritten only when it differs. */
export class SidePart<T extends Json> {
  private last: string;

  constructor(
    private readonly key: string,
    cursors: Readonly<Record<string, Json>>,
    parse: (stored: Json) => T | null,
    private readonly empty: T,
  ) {
    const stored = cursors[key];
    this.value = (stored === undefined ? null : parse(stored)) ?? empty;
    this.last = JSON.stringify(stored === undefined ? empty : stored);
  }

  value: T;

  takeChanged(): Parts {
    const now = JSON.stringify(this.value);
    if (now === this.last) return {};
    this.last = now;
    return { [this.key]: now === JSON.stringify(this.empty) ? null : this.value };
  }
}
