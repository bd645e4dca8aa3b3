import { cloneElement, useState, type ReactElement } from 'react';

export type TriggerElement = ReactElement<Record<string, unknown>>;

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
  const near = () => void load();
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
