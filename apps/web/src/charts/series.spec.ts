import { describe, expect, it } from 'vitest';
import { shapeOf, type SeriesPoint } from './series.js';

function point(value: number | null, more: Partial<SeriesPoint> = {}): SeriesPoint {
  return { start: 0, end: 1, value, isUnknown: false, isUnfinished: false, sampleSize: 1, ...more };
}

describe('shapeOf', () => {
  it('breaks the line at gaps and hatches only what is unknown', () => {
    const shape = shapeOf([point(1), point(2), point(null), point(3), point(null, { isUnknown: true }), point(4)]);
    expect(shape.runs).toEqual([[0, 1], [3], [5]]);
    expect(shape.unknown).toEqual([[4]]);
    expect(shape.unfinished).toBeNull();
  });

  it('leads a dashed line to the unfinished bucket only from its neighbour', () => {
    expect(shapeOf([point(1), point(2, { isUnfinished: true })]).unfinished).toEqual([0, 1]);
    expect(shapeOf([point(null), point(2, { isUnfinished: true })]).unfinished).toEqual([1]);
    expect(shapeOf([point(1), point(null, { isUnfinished: true })]).unfinished).toBeNull();
  });
});
