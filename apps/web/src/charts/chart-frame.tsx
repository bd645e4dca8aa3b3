import type { ReactNode, RefObject } from 'react';
import styles from './charts.module.css';
import type { Cursor } from './use-cursor.js';

/** What the cursor reads out at one item. */
export interface Reading {
  title: string;
  lines: { label?: string; value: string; swatch?: string }[];
}

type CardPlace = 'over' | 'under' | 'inside';

interface ChartFrameProps {
  frameRef: RefObject<HTMLDivElement | null>;
  width: number;
  height: number;
  /** What the chart shows, in one sentence. */
  label: string;
  cursor: Cursor;
  /** The item under a place, for the pointer. */
  indexAt: (x: number, y: number) => number | null;
  reading: Reading | null;
  /** Where the card stands: over or under a low chart, inside a tall one, beside the cursor. */
  cardX: number;
  card?: CardPlace;
  children: ReactNode;
}

/** The ground under every chart: its name, the cursor by pointer and keyboard, the card, and the spoken reading. */
export function ChartFrame(props: ChartFrameProps) {
  const { frameRef, width, height, label, cursor, indexAt, reading, cardX, card = 'under', children } = props;
  return (
    <div
      ref={frameRef}
      className={styles.frame}
      style={{ height }}
      role="group"
      aria-roledescription="chart"
      aria-label={label}
      {...cursor.keyProps}
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        cursor.point(indexAt(event.clientX - box.left, event.clientY - box.top));
      }}
      onPointerLeave={() => cursor.point(null)}
    >
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={styles.svg} aria-hidden>
          {children}
        </svg>
      )}
      {reading && width > 0 && <HoverCard reading={reading} x={cardX} width={width} place={card} />}
      <span className="visually-hidden" aria-live="polite">
        {reading && cursor.isSpoken ? speak(reading) : ''}
      </span>
    </div>
  );
}

const CARD_HALF = 84;

interface HoverCardProps {
  reading: Reading;
  x: number;
  width: number;
  place: CardPlace;
}

function HoverCard({ reading, x, width, place }: HoverCardProps) {
  const centre = width < 2 * CARD_HALF ? width / 2 : Math.min(width - CARD_HALF, Math.max(CARD_HALF, x));
  const side = x > width / 2 ? 'left' : 'right';
  return (
    <div
      className={styles.card}
      style={{ left: place === 'inside' ? x : centre }}
      data-place={place}
      data-side={side}
      aria-hidden
    >
      <div className={styles.cardTitle}>{reading.title}</div>
      {reading.lines.map((line, index) => (
        <div key={index} className={styles.cardLine}>
          {line.swatch && <span className={styles.cardSwatch} style={{ background: line.swatch }} />}
          {line.label && <span className={styles.cardLabel}>{line.label}</span>}
          <span className={styles.cardValue}>{line.value}</span>
        </div>
      ))}
    </div>
  );
}

function speak({ title, lines }: Reading): string {
  return [title, ...lines.map(({ label, value }) => (label ? `${label} ${value}` : value))].join(', ');
}
