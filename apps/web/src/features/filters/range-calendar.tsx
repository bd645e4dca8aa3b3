import { formatDays, type DateRange as Instants, type ReaderClock } from '@weir/metrics';
import { useState } from 'react';
import { DayPicker, type DateRange } from 'react-day-picker';
import 'react-day-picker/style.css';
import { Button } from '../../ui/button.js';
import { useClock } from '../session/use-clock.js';
import { Temporal } from 'temporal-polyfill';
import { dayOf, startOfDay } from './calendar.js';
import styles from './range-calendar.module.css';

interface RangeCalendarProps {
  range: Instants;
  onChoose: (from: string, to: string) => void;
}

/** Any days: first click the first, second click the last. */
export default function RangeCalendar({ range, onChoose }: RangeCalendarProps) {
  const clock = useClock();
  const { timeZone } = clock;
  const [days, setDays] = useState<DateRange | undefined>(() => ({
    from: toLocalDate(range.from, timeZone),
    to: toLocalDate(range.to - 1, timeZone),
  }));
  const { from, to } = days ?? {};
  return (
    <div className={styles.calendar}>
      <DayPicker
        mode="range"
        weekStartsOn={1}
        showOutsideDays
        resetOnSelect
        defaultMonth={to}
        selected={days}
        onSelect={setDays}
        disabled={{ after: new Date(clock.now) }}
      />
      <div className={styles.foot}>
        <span>{from && to ? daysOf(from, to, clock) : 'Choose the last day'}</span>
        <Button look="main" disabled={!from || !to} onClick={() => from && to && onChoose(toDay(from), toDay(to))}>
          Show
        </Button>
      </div>
    </div>
  );
}

/** The picker thinks in local dates; only year, month and day are taken from them. */
function toLocalDate(at: number, timeZone: string): Date {
  const { year, month, day } = dayOf(at, timeZone);
  return new Date(year, month - 1, day);
}

function daysOf(from: Date, to: Date, clock: ReaderClock): string {
  const [start, end] = [from, to].map((date) => startOfDay(Temporal.PlainDate.from(toDay(date)), clock.timeZone));
  return formatDays(start ?? 0, (end ?? 0) + 1, clock);
}

function toDay(date: Date): string {
  return new Temporal.PlainDate(date.getFullYear(), date.getMonth() + 1, date.getDate()).toString();
}
