import type { Instant } from '@weir/metrics';
import { bisector } from 'd3-array';
import type { PlannedChange } from './plan.js';

const byMerge = bisector((change: PlannedChange) => change.mergedAt);

/** What is merged, in the order of merging. Moments may be told twice: then what was added first came first. */
export class MergedLine {
  private readonly line: PlannedChange[] = [];

  add(change: PlannedChange): void {
    if (change.mergedAt < Infinity) this.line.splice(byMerge.right(this.line, change.mergedAt), 0, change);
  }

  /** The newest merge at a moment, or null. */
  newestAt(at: Instant): PlannedChange | null {
    return this.line[byMerge.right(this.line, at) - 1] ?? null;
  }

  /** The newest one whose title begins so. */
  findTitled(beginning: string): PlannedChange | undefined {
    return this.line.findLast(({ title }) => title().startsWith(beginning));
  }
}
