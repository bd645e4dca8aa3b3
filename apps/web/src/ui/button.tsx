import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main` once on a page or dialog; `danger` only where something is lost; `plain` reads like text. */
  look?: 'main' | 'normal' | 'danger' | 'plain';
  icon?: ReactNode;
}

export function Button({ look = 'normal', icon, children, className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={[styles.button, styles[look], className].filter(Boolean).join(' ')} {...rest}>
      {icon}
      {children}
    </button>
  );
}

/** A square button with an icon only; `label` is its name. */
export function IconButton({
  label,
  children,
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={[styles.icon, className].filter(Boolean).join(' ')}
      {...rest}
    >
      {children}
    </button>
  );
}
