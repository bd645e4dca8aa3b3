import { lazy, Suspense, type ReactNode } from 'react';
import { useDeferred, type TriggerElement } from './deferred.js';

interface MenuOption {
  value: string;
  name: string;
  icon?: ReactNode;
}

/** One entry of a menu: something to do, one of several to choose, a line between, or a quiet word. */
export type MenuEntry =
  | { kind: 'action'; name: string; icon?: ReactNode; onSelect: () => void }
  | { kind: 'choice'; name: string; value: string; options: readonly MenuOption[]; onChange: (value: string) => void }
  | { kind: 'separator' }
  | { kind: 'note'; name: string };

export interface MenuProps {
  trigger: TriggerElement;
  entries: readonly MenuEntry[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'right';
}

/** A choice whose values are one of a type; the menu itself knows strings only. */
export function menuChoice<T extends string>(choice: {
  name: string;
  value: T;
  options: readonly { value: T; name: string; icon?: ReactNode }[];
  onChange: (value: T) => void;
}): MenuEntry {
  const onChange = (value: string) => {
    const chosen = choice.options.find((option) => option.value === value);
    if (chosen) choice.onChange(chosen.value);
  };
  return { kind: 'choice', name: choice.name, value: choice.value, options: choice.options, onChange };
}

const load = () => import('./menu-popup.js');
const MenuPopup = lazy(load);

/** A list of things to do or choose at its trigger. */
export function Menu(props: MenuProps) {
  const { isWanted, arm } = useDeferred('menu', load);
  if (!isWanted) return arm(props.trigger);
  return (
    <Suspense fallback={props.trigger}>
      <MenuPopup {...props} />
    </Suspense>
  );
}
