import { useEffect, useMemo, useState } from 'react';
import type { ReaderClock } from '@weir/metrics';
import { useSession } from './session.js';

const MINUTE_MS = 60_000;

/** The reader's clock in the zone of the workspace, as often as somebody shows it. */
export function useClock(everyMs = MINUTE_MS): ReaderClock {
  const { timeZone } = useSession().workspace;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return useMemo(() => ({ now, timeZone }), [now, timeZone]);
}
