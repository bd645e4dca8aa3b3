import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './button.js';
import { copyText } from './copy-text.js';
import styles from './copy-value.module.css';

interface CopyValueProps {
  /** What it is, as in "the address". */
  name: string;
  value: string;
}

const SHOWN_MS = 2000;

/** Something to be taken elsewhere, letter by letter. */
export function CopyValue({ name, value }: CopyValueProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    setCopied(await copyText(value, name));
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <span className={styles.copy}>
      <code>{value}</code>
      <IconButton label={isCopied ? 'Copied' : `Copy ${name}`} onClick={() => void copy()}>
        {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      </IconButton>
    </span>
  );
}
