import { scaleLinear } from 'd3-scale';

/** A value that changes over the weeks of the story: straight between the points, level outside of them. */
export function along(points: readonly (readonly [week: number, value: number])[]): (week: number) => number {
  return scaleLinear()
    .domain(points.map(([week]) => week))
    .range(points.map(([, value]) => value))
    .clamp(true);
}
