import { UNKNOWN_SIGN, type ChangeWords } from '@weir/metrics';
import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import styles from './overview.module.css';

const ARROWS = { UP: ArrowUp, DOWN: ArrowDown, SAME: Equal };

/** A change in a narrow column: arrow and size; the words are on hover and for who listens. */
export function ChangeMark({ change }: { change: ChangeWords | null }) {
  if (!change) return <span className={styles.from}>{UNKNOWN_SIGN}</span>;
  const Arrow = ARROWS[change.movement];
  const words = `${change.size} ${change.from}`;
  return (
    <span className={styles.change} data-meaning={change.meaning} data-narrow title={words}>
      <Arrow size={13} strokeWidth={2.2} aria-hidden />
      <span aria-hidden>{shortSize(change)}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** "18 % faster" → "18 %", "4.1 times as long" → "4.1 ×", "1 %, as before" → "1 %", "as before" → "0 %". */
function shortSize({ size }: ChangeWords): string {
  if (size === 'as before') return '0\u202f%';
  const [number = size] = size.split(/ times| (?=[a-z])|,/);
  return size.includes(' times as ') ? `${number}\u202f×` : number;
}
