import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './filters.module.css';

interface ChipProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'value'> {
  icon?: ReactNode;
  /** The quiet key, "Repository". */
  name?: string;
  value: ReactNode;
  note?: ReactNode;
  isSet?: boolean;
  isDashed?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A filter as it stands: quiet key, plain value; blue when set, dashed when it opens more. */
export function Chip({ icon, name, value, note, isSet, isDashed, ...button }: ChipProps) {
  const look = isSet ? 'set' : isDashed ? 'dashed' : 'plain';
  return (
    <button type="button" className={styles.chip} data-look={look} {...button}>
      {icon}
      {name && <span className={styles.key}>{name}</span>}
      <span className={styles.value}>{value}</span>
      {note && <span className={styles.note}>{note}</span>}
    </button>
  );
}
