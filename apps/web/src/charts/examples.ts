import type { ReactElement } from 'react';

/** A short function that returns a chart, and what must be true of it: documentation, gallery and test in one. */
export interface ChartExample {
  name: string;
  draw: () => ReactElement;
  /** How many elements the drawing must hold, by selector. */
  holds: Record<string, number>;
  /** Words that must stand in it. */
  says?: readonly string[];
}
