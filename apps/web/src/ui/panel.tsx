import type { ReactNode } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  title?: string;
  /** What the panel shows right now, computed. */
  sentence?: ReactNode;
  /** At the right of the head: a link or a menu. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  isStale?: boolean;
}

export function Panel({ title, sentence, aside, children, className, isStale }: PanelProps) {
  return (
    <section
      className={[styles.panel, isStale && styles.stale, className].filter(Boolean).join(' ')}
      aria-label={title}
      aria-busy={isStale}
    >
      {title && (
        <header className={styles.head}>
          <p>
            <strong className={styles.title}>{title}</strong> <span className={styles.sentence}>{sentence}</span>
          </p>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
