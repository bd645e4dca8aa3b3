import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import styles from './floating.module.css';
import type { MenuEntry, MenuProps } from './menu.js';

export default function MenuPopup({ trigger, entries, align = 'end', side = 'bottom' }: MenuProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={6} align={align} side={side} collisionPadding={8}>
          <Base.Popup className={`${styles.popup} ${styles.menu}`}>
            {entries.map((entry, index) => (
              <Entry key={index} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'separator':
      return <Base.Separator className={styles.separator} />;
    case 'note':
      return <p className={styles.label}>{entry.name}</p>;
    case 'action':
      return (
        <Base.Item className={styles.item} onClick={entry.onSelect}>
          {entry.icon}
          {entry.name}
        </Base.Item>
      );
    case 'choice':
      return <Choice entry={entry} />;
  }
}

function Choice({ entry }: { entry: Extract<MenuEntry, { kind: 'choice' }> }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={styles.label}>{entry.name}</Base.GroupLabel>
      <Base.RadioGroup value={entry.value} onValueChange={(value: string) => entry.onChange(value)}>
        {entry.options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={styles.item} closeOnClick>
            {option.icon}
            {option.name}
            <Base.RadioItemIndicator className={styles.check}>
              <Check size={14} aria-hidden />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}
