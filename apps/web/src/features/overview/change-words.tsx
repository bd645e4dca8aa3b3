import type { ChangeWords } from '@weir/metrics';
import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import styles from './overview.module.css';

const ARROWS = { UP: ArrowUp, DOWN: ArrowDown, SAME: Equal };

/** Direction by arrow, meaning by word and colour, and from what. */
export function ChangeLine({ change, isShort }: { change: ChangeWords; isShort?: boolean }) {
  const Arrow = ARROWS[change.movement];
  return (
    <span className={styles.change} data-meaning={change.meaning}>
      <Arrow size={13} strokeWidth={2.4} aria-hidden />
      <b>{change.size}</b>
      {!isShort && <span className={styles.from}>{change.from}</span>}
    </span>
  );
}
