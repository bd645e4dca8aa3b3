import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  /** The next click. */
  action?: ReactNode;
  tone?: 'quiet' | 'bad';
}

/** An empty or failed state: what is so, what still works, what to do next. */
export function Notice({ icon, title, children, action, tone = 'quiet' }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      {icon && <span className={styles.icon}>{icon}</span>}
      <div className={styles.words}>
        <strong>{title}</strong>
        {children && <div className={styles.detail}>{children}</div>}
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}
