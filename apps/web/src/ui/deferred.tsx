import { cloneElement, useEffect, useState, type ReactElement } from 'react';

export type TriggerElement = ReactElement<Record<string, unknown>>;

/** After so long the page itself has been read and drawn. */
const SETTLED_MS = 1500;

interface Deferred {
  /** Once asked for, what floats stays loaded and takes over its trigger. */
  isWanted: boolean;
  /** The trigger as it stands until then: loads when a hand comes near, opens when pressed. */
  arm: (trigger: TriggerElement) => TriggerElement;
}

/**
 * What floats is code that a page can do without until somebody reaches for it. Being near (pointer or focus) only loads;
 * the trigger is not swapped under a focus, or that would be lost.
 */
export function useDeferred(kind: 'menu' | 'dialog' | 'listbox', load: () => Promise<unknown>): Deferred {
  const [isWanted, setWanted] = useState(false);
  const near = () => void load().catch(() => undefined);
  // Once the page stands it is fetched anyway: a press is answered at once, and also when the server has gone meanwhile.
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [load]);
  return {
    isWanted,
    arm: (trigger) =>
      cloneElement(trigger, {
        'aria-haspopup': kind,
        'aria-expanded': false,
        onPointerEnter: near,
        onFocus: near,
        onClick: () => setWanted(true),
      }),
  };
}
