import { scaleLinear } from 'd3-scale';
import { formatTick, ticksOf, zeroScale, type AxisUnit } from './axis.js';
import { ChartFrame, type Reading } from './chart-frame.js';
import styles from './charts.module.css';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

/** One coloured length of a bar. Colours are tokens, so that themes and exports agree. */
export interface BarPart {
  key: string;
  name: string;
  value: number;
  /** Whole per cent of its bar, rounded by whoever knows the whole; null where a bar is no whole of parts. */
  percent: number | null;
  color: string;
  onColor: string;
}

export interface StackedBar {
  key: string;
  title: string;
  subtitle: string;
  parts: readonly BarPart[];
  /** The part that a bracket above the bar names. */
  bracket?: { key: string; label: string };
  /** "3.0 days", and what it is: "mean, 18 % less". */
  total: string;
  totalNote: string;
  previous?: { parts: readonly BarPart[]; note: string };
}

interface StackedBarsProps {
  label: string;
  bars: readonly StackedBar[];
  unit: AxisUnit;
  read: (bar: StackedBar, part: BarPart) => Reading;
  /** As tall as a table of stages beside it; for a bar that stands alone. */
  isTall?: boolean;
  width?: number;
}

const BAR = 42;
const TALL_BAR = 76;
const COMPACT_BAR = 36;
const NAME_FROM = 58;
const PERCENT_FROM = 27;
/** Room at the right of the longest bar for its words: its total, or what the thin bar below it is. */
const TOTAL_ROOM = 132;
const PREVIOUS_ROOM = 176;
const COMPACT_BELOW = 420;

interface Layout {
  bar: StackedBar;
  top: number;
  barTop: number;
  barHeight: number;
  bottom: number;
}

/** Bars of parts on one axis of length from zero: bracket over the bottleneck, the period before as a thin bar below. */
export function StackedBars({ label, bars, unit, read, isTall, width: fixed }: StackedBarsProps) {
  const [ref, width] = useWidth<HTMLDivElement>(fixed);
  const isCompact = width > 0 && width < COMPACT_BELOW;
  const layouts = layOut(bars, { isCompact, barHeight: isCompact ? COMPACT_BAR : isTall ? TALL_BAR : BAR });
  const items = layouts.flatMap((layout) => layout.bar.parts.map((part) => ({ layout, part })));
  const cursor = useCursor(items.length);
  const plotBottom = layouts.at(-1)?.bottom ?? 0;
  const { x, ticks } = scaleOf({ bars, unit, width, isCompact });
  const height = isCompact ? plotBottom : plotBottom + 42;
  const item = cursor.index === null ? undefined : items[cursor.index];
  return (
    <ChartFrame
      frameRef={ref}
      width={width}
      height={height}
      label={label}
      cursor={cursor}
      indexAt={(px, py) => indexAt({ items, x, px, py })}
      card="over"
      reading={item ? read(item.layout.bar, item.part) : null}
      cardX={item ? x(startOf(item.layout.bar.parts, item.part.key) + item.part.value / 2) : 0}
    >
      {!isCompact && <LengthAxis ticks={ticks} x={x} unit={unit} bottom={plotBottom + 16} width={width} />}
      {layouts.map((layout) => (
        <Bar
          key={layout.bar.key}
          layout={layout}
          x={x}
          isCompact={isCompact}
          width={width}
          selected={item?.layout === layout ? item.part.key : null}
        />
      ))}
    </ChartFrame>
  );
}

function layOut(
  bars: readonly StackedBar[],
  { isCompact, barHeight }: { isCompact: boolean; barHeight: number },
): Layout[] {
  let top = 0;
  return bars.map((bar) => {
    const barTop = top + 22 + (bar.bracket && !isCompact ? 30 : isCompact ? 4 : 0);
    const bottom = barTop + barHeight + (bar.previous && !isCompact ? 14 : 0);
    const layout = { bar, top, barTop, barHeight, bottom };
    top = bottom + (isCompact ? 14 : 24);
    return layout;
  });
}

interface ScaleInput {
  bars: readonly StackedBar[];
  unit: AxisUnit;
  width: number;
  isCompact: boolean;
}

function scaleOf({ bars, unit, width, isCompact }: ScaleInput): { x: (value: number) => number; ticks: number[] } {
  const longest = Math.max(
    ...bars.flatMap((bar) => [sumOf(bar.parts), bar.previous ? sumOf(bar.previous.parts) : 0]),
    0,
  );
  if (isCompact) {
    const scale = scaleLinear()
      .domain([0, longest || 1])
      .range([0, width]);
    return { x: (value) => scale(value), ticks: [] };
  }
  const hasPrevious = bars.some(({ previous }) => previous);
  const room = Math.max(width * 0.45, width - (hasPrevious ? PREVIOUS_ROOM : TOTAL_ROOM));
  // The axis goes on past the longest bar as far as the plot does, so that its ticks fill the width.
  const scale = zeroScale((longest * width) / room, unit, 6);
  const domainEnd = longest / unit.size / (room / width);
  scale.domain([0, domainEnd || 1]).range([0, width]);
  // Whole units where there are some: 0 1 2 3, not 0 0.5 1 1.5.
  const wanted = domainEnd >= 2 ? Math.min(7, Math.ceil(domainEnd)) : 5;
  return {
    x: (value) => scale(value / unit.size),
    ticks: ticksOf(scale, wanted, 9).filter((tick) => scale(tick) <= width - 10),
  };
}

function sumOf(parts: readonly BarPart[]): number {
  return parts.reduce((sum, { value }) => sum + value, 0);
}

function startOf(parts: readonly BarPart[], key: string): number {
  const index = parts.findIndex((part) => part.key === key);
  return sumOf(parts.slice(0, Math.max(0, index)));
}

interface IndexInput {
  items: { layout: Layout; part: BarPart }[];
  x: (value: number) => number;
  px: number;
  py: number;
}

function indexAt({ items, x, px, py }: IndexInput): number | null {
  const found = items.findIndex(({ layout, part }) => {
    const start = startOf(layout.bar.parts, part.key);
    return py >= layout.barTop && py <= layout.bottom && px >= x(start) && px < x(start + part.value);
  });
  return found === -1 ? null : found;
}

interface LengthAxisProps {
  ticks: number[];
  x: (value: number) => number;
  unit: AxisUnit;
  bottom: number;
  width: number;
}

function LengthAxis({ ticks, x, unit, bottom, width }: LengthAxisProps) {
  const last = ticks.length - 1;
  return (
    <g>
      <line x1={0} x2={width} y1={bottom} y2={bottom} className={styles.zero} />
      {ticks.map((tick, index) => (
        <g key={tick}>
          <line
            x1={x(tick * unit.size) + 0.5}
            x2={x(tick * unit.size) + 0.5}
            y1={26}
            y2={bottom}
            className={styles.grid}
          />
          <text
            x={x(tick * unit.size)}
            y={bottom + 17}
            textAnchor={index === 0 ? 'start' : 'middle'}
            className={styles.axis}
          >
            {formatTick(tick)}
            {index === last ? `\u00a0${unit.name}` : ''}
          </text>
        </g>
      ))}
    </g>
  );
}

interface BarProps {
  layout: Layout;
  x: (value: number) => number;
  width: number;
  isCompact: boolean;
  selected: string | null;
}

function Bar({ layout: { bar, top, barTop, barHeight }, x, width, isCompact, selected }: BarProps) {
  const end = x(sumOf(bar.parts));
  return (
    <g>
      <text x={0} y={top + 14} className={styles.barTitle}>
        {bar.title}
        <tspan dx={6} className={styles.barNote}>
          {bar.subtitle}
        </tspan>
      </text>
      {bar.bracket && !isCompact && <Bracket bar={bar} x={x} barTop={barTop} />}
      <Parts parts={bar.parts} x={x} top={barTop} height={barHeight} selected={selected} />
      {isCompact ? (
        <text x={width} y={top + 14} textAnchor="end" className={styles.barTitle}>
          {bar.total}
        </text>
      ) : (
        <BarTotal bar={bar} x={end + 10} top={barTop} />
      )}
      {bar.previous && !isCompact && <Before previous={bar.previous} x={x} top={barTop + barHeight + 5} />}
    </g>
  );
}

function BarTotal({ bar, x, top }: { bar: StackedBar; x: number; top: number }) {
  return (
    <g>
      <text x={x} y={top + 18} className={`${styles.barTitle} ${styles.outlined}`}>
        {bar.total}
      </text>
      <text x={x} y={top + 35} className={`${styles.barNote} ${styles.outlined}`}>
        {bar.totalNote}
      </text>
    </g>
  );
}

function Before({
  previous,
  x,
  top,
}: {
  previous: NonNullable<StackedBar['previous']>;
  x: (value: number) => number;
  top: number;
}) {
  return (
    <g>
      <g className={styles.before}>
        <Parts parts={previous.parts} x={x} top={top} height={9} isBare />
      </g>
      <text x={x(sumOf(previous.parts)) + 10} y={top + 9} className={`${styles.barNote} ${styles.outlined}`}>
        {previous.note}
      </text>
    </g>
  );
}

interface PartsProps {
  parts: readonly BarPart[];
  x: (value: number) => number;
  top: number;
  height: number;
  /** Without words. */
  isBare?: boolean;
  selected?: string | null;
}

function Parts({ parts, x, top, height, isBare, selected }: PartsProps) {
  return parts.map((part) => {
    const left = x(startOf(parts, part.key));
    // 1 px of panel between stages; a part too thin for it keeps what it has.
    const wide = Math.max(0.5, x(startOf(parts, part.key) + part.value) - left - 1);
    return (
      <g key={part.key}>
        <rect x={left} y={top} width={wide} height={height} style={{ fill: part.color }} />
        {selected === part.key && (
          <rect x={left} y={top} width={wide} height={height} className={styles.selectedPart} />
        )}
        {!isBare && <PartWords part={part} left={left} wide={wide} top={top} height={height} />}
      </g>
    );
  });
}

interface PartWordsProps {
  part: BarPart;
  left: number;
  wide: number;
  top: number;
  height: number;
}

/** Name and per cent from 58 px, per cent from 27 px (its sign where it fits), else the table beside tells. */
function PartWords({ part, left, wide, top, height }: PartWordsProps) {
  if (part.percent === null || wide < PERCENT_FROM) return null;
  const fill = { fill: part.onColor };
  if (wide < NAME_FROM || height < BAR) {
    const words = wide < 34 ? String(part.percent) : `${part.percent}\u202f%`;
    const baseline = height < BAR ? top + height / 2 + 4 : top + height / 2 + 12;
    return (
      <text x={left + wide / 2} y={baseline} textAnchor="middle" className={styles.partPercent} style={fill}>
        {words}
      </text>
    );
  }
  return (
    <g style={fill}>
      <text x={left + 8} y={top + height / 2 - 3} className={styles.partName}>
        {part.name}
      </text>
      <text x={left + 8} y={top + height / 2 + 12} className={styles.partPercent}>{`${part.percent}\u202f%`}</text>
    </g>
  );
}

function Bracket({ bar, x, barTop }: { bar: StackedBar; x: (value: number) => number; barTop: number }) {
  const part = bar.parts.find(({ key }) => key === bar.bracket?.key);
  if (!part) return null;
  const left = x(startOf(bar.parts, part.key)) + 0.5;
  const right = x(startOf(bar.parts, part.key) + part.value) - 1.5;
  const label = bar.bracket?.label ?? '';
  const half = label.length * 3.2;
  const centre = Math.max(half, (left + right) / 2);
  return (
    <g>
      <path d={`M${left},${barTop - 3}v-5.5H${right}v5.5`} className={styles.bracket} />
      <text x={centre} y={barTop - 14} textAnchor="middle" className={`${styles.bracketLabel} ${styles.outlined}`}>
        {label}
      </text>
    </g>
  );
}
