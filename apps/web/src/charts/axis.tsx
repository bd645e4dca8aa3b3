import { scaleLinear, type ScaleLinear } from 'd3-scale';
import styles from './charts.module.css';

/** What an axis counts in: `size` of the data's unit make one `name`. */
export interface AxisUnit {
  size: number;
  name: string;
}

/** A scale from zero whose ticks are round in the axis's unit; at most `count` of them. */
export function zeroScale(highest: number, unit: AxisUnit, count = 5): ScaleLinear<number, number> {
  const top = Math.max(highest / unit.size, 1e-9);
  return scaleLinear().domain([0, top]).nice(count);
}

/** Ticks of a `zeroScale`, never more than `most`: five lines across a chart, more along its length. */
export function ticksOf(scale: ScaleLinear<number, number>, count = 4, most = 5): number[] {
  for (let wanted = count; wanted > 0; wanted -= 1) {
    const ticks = scale.ticks(wanted);
    if (ticks.length <= most) return ticks;
  }
  return scale.domain();
}

interface ValueAxisProps {
  scale: ScaleLinear<number, number>;
  unit: AxisUnit;
  left: number;
  right: number;
}

/** Horizontal grid lines and their numbers; the unit once, at the top tick. No axis line, no tick marks. */
export function ValueAxis({ scale, unit, left, right }: ValueAxisProps) {
  const ticks = ticksOf(scale);
  return ticks.map((tick, index) => (
    <g key={tick}>
      <line x1={left} x2={right} y1={scale(tick)} y2={scale(tick)} className={tick === 0 ? styles.zero : styles.grid} />
      <text x={left - 8} y={scale(tick)} dy="0.32em" textAnchor="end" className={styles.axis}>
        {formatTick(tick)}
        {index === ticks.length - 1 && unit.name ? `\u00a0${unit.name}` : ''}
      </text>
    </g>
  ));
}

export function formatTick(tick: number): string {
  return tick.toLocaleString('en-GB', { maximumFractionDigits: 3 });
}
