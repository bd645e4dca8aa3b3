import { DEFAULT_PRESET, RANGE_PRESETS } from '@weir/metrics';
import { Calendar } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Popover } from '../../ui/popover.js';
import { Chip } from './chip.js';
import styles from './filters.module.css';
import { PRESET_NAMES } from './resolve-range.js';

import type { Filters } from './use-filters.js';

const RangeCalendar = lazy(() => import('./range-calendar.js'));

/** The days: a preset by one click, or any days from the calendar. */
export function RangeChip({ filters: { search, resolved, set } }: { filters: Filters }) {
  const isChosen = search.from !== undefined;
  const preset = isChosen ? null : (search.range ?? DEFAULT_PRESET);
  return (
    <Popover
      label="Days"
      className={styles.ranges}
      trigger={
        <Chip
          icon={<Calendar size={14} aria-hidden />}
          value={resolved.label}
          note={resolved.note ?? resolved.days}
          isSet={isChosen}
        />
      }
    >
      {(close) => (
        <>
          <div className={styles.presets} role="group" aria-label="Presets">
            {RANGE_PRESETS.map((name) => (
              <button
                key={name}
                type="button"
                className={styles.preset}
                aria-pressed={name === preset}
                onClick={() => {
                  set({ range: name === DEFAULT_PRESET ? undefined : name, from: undefined, to: undefined });
                  close();
                }}
              >
                {PRESET_NAMES[name]}
              </button>
            ))}
          </div>
          <div className={styles.calendar}>
            <Suspense fallback={null}>
              <RangeCalendar
                range={resolved.range}
                onChoose={(from, to) => {
                  set({ range: undefined, from, to });
                  close();
                }}
              />
            </Suspense>
          </div>
        </>
      )}
    </Popover>
  );
}
