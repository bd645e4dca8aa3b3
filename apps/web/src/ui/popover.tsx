import { lazy, Suspense, type ReactNode } from 'react';
import { useDeferred, type TriggerElement } from './deferred.js';

export interface PopoverProps {
  /** The element that opens it; it gets the behaviour, the looks stay its own. */
  trigger: TriggerElement;
  /** What it holds; `close` puts it away. */
  children: (close: () => void) => ReactNode;
  label: string;
  align?: 'start' | 'center' | 'end';
  className?: string;
}

const load = () => import('./popover-popup.js');
const PopoverPopup = lazy(load);

/** A card at its trigger, for reading and choosing; Escape and a press outside put it away. */
export function Popover(props: PopoverProps) {
  const { isWanted, arm } = useDeferred('dialog', load);
  if (!isWanted) return arm(props.trigger);
  return (
    <Suspense fallback={props.trigger}>
      <PopoverPopup {...props} />
    </Suspense>
  );
}
