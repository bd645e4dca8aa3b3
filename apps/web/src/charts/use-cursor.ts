import { useState, type KeyboardEvent } from 'react';

/** Which item of a chart is read: by pointer or by arrow keys. */
export interface Cursor {
  index: number | null;
  /** The keyboard moved it, so it is spoken; a pointer only shows it. */
  isSpoken: boolean;
  point: (index: number | null) => void;
  keyProps: { tabIndex: 0; onKeyDown: (event: KeyboardEvent) => void; onBlur: () => void };
}

/** A cursor over `count` items; arrows move it, Home and End jump, Escape puts it away. Starts at the last item. */
export function useCursor(count: number): Cursor {
  const [{ index, isSpoken }, setState] = useState<{ index: number | null; isSpoken: boolean }>(NOWHERE);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, index, count);
    if (next === undefined) return;
    event.preventDefault();
    if (next === null && index !== null) event.stopPropagation();
    setState({ index: next, isSpoken: true });
  };
  const shown = index !== null && index < count ? index : null;
  return {
    index: shown,
    isSpoken,
    point: (next) => setState({ index: next, isSpoken: false }),
    keyProps: { tabIndex: 0, onKeyDown, onBlur: () => setState(NOWHERE) },
  };
}

const NOWHERE = { index: null, isSpoken: false };

/** The index after a key; null puts the cursor away, undefined means that the key is not ours. */
function nextIndex(key: string, index: number | null, count: number): number | null | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return index === null ? last : Math.min(last, index + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return index === null ? last : Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Escape':
      return index === null ? undefined : null;
    default:
      return undefined;
  }
}
