import { BAND_NAMES, type Band } from '@weir/metrics';
import styles from './overview.module.css';

const RANKS: Record<Band, number> = { LOW: 1, MEDIUM: 2, HIGH: 3, ELITE: 4 };
const BARS = [1, 2, 3, 4];

/** Four rising bars filled by rank, and the word; no colour, it is no judgement of people. */
export function BandMark({ band }: { band: Band | null }) {
  if (band === null) return <span className={styles.noBand}>No band</span>;
  return (
    <span className={styles.band}>
      <svg width={19} height={12} viewBox="0 0 19 12" aria-hidden>
        {BARS.map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 5}
            y={12 - (bar * 2.4 + 0.4)}
            width={4}
            height={bar * 2.4 + 0.4}
            rx={1}
            className={bar <= RANKS[band] ? styles.barFull : styles.barEmpty}
          />
        ))}
      </svg>
      {BAND_NAMES[band]}
    </span>
  );
}
