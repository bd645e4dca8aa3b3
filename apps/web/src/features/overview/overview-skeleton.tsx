import { Skeleton, useIsSlow } from '../../ui/skeleton.js';
import { FIGURE_NAMES } from './figure-words.js';
import styles from './overview.module.css';
import { DORA_KEYS } from './overview-data.js';

/** The page's shape while its figures are on their way; for 200 ms only the ground, so that fast is calm. */
export function OverviewSkeleton() {
  const isSlow = useIsSlow(true);
  return (
    <div aria-busy="true" aria-label="Reading the figures" style={{ visibility: isSlow ? 'visible' : 'hidden' }}>
      <header className={styles.headline}>
        <div className={styles.skeletonLine}>
          <Skeleton width={620} height={20} />
        </div>
        <div className={styles.skeletonLine}>
          <Skeleton width={380} height={13} />
        </div>
      </header>
      <section className={styles.figures}>
        {DORA_KEYS.map((key) => (
          <div key={key} className={styles.cell}>
            <div className={styles.opener}>
              <div className={styles.name}>{FIGURE_NAMES[key]}</div>
              <div className={styles.skeletonFigure}>
                <Skeleton width={96} height={26} />
              </div>
            </div>
            <div className={styles.changeRow}>
              <Skeleton width={130} />
            </div>
            <div className={styles.spark}>
              <Skeleton width="100%" height={42} />
            </div>
            <div className={styles.sample}>
              <Skeleton width={70} />
            </div>
          </div>
        ))}
      </section>
      <div className={styles.skeletonPanel}>
        <Skeleton width={300} height={13} />
        <Skeleton width="48%" height={42} />
        <Skeleton width="42%" height={9} />
      </div>
    </div>
  );
}
