import { useEffect, useState } from 'react';
import styles from './skeleton.module.css';

/** A quiet block in the shape of what comes. */
export function Skeleton({ width, height = 12 }: { width: number | string; height?: number }) {
  return <span className={styles.block} style={{ width, height }} aria-hidden />;
}

/** False for the first 200 ms: what is fast shows nothing in between. */
export function useIsSlow(isWaiting: boolean, afterMs = 200): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isWaiting, afterMs]);
  return isWaiting && isSlow;
}
