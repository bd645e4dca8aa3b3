import { Popover as Base } from '@base-ui/react/popover';
import { useState } from 'react';
import styles from './floating.module.css';
import type { PopoverProps } from './popover.js';

export default function PopoverPopup({ trigger, children, label, align = 'start', className }: PopoverProps) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={6} align={align} collisionPadding={8}>
          <Base.Popup
            className={`${styles.popup} ${className ? `${styles.wide} ${className}` : styles.popover}`}
            aria-label={label}
          >
            {children(() => setOpen(false))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
