import type { Client } from './client.js';

const TWELVE_WEEKS_MS = 12 * 7 * 24 * 3600 * 1000;

export interface DefaultRange {
  from: number;
  to: number;
  /** Said to people when the range is not the last twelve weeks. */
  note: string | null;
}

interface WorkspaceTimes {
  workspace: { asOf: string | null; lastAt: string | null; timeZone: string };
}

/**
 * The last twelve weeks, up to where the data are complete. When the newest thing known is older than that, the twelve weeks
 * that end with it: old files have figures too.
 */
export async function findDefaultRange(client: Client, now: number): Promise<DefaultRange> {
  const { workspace } = await client.ask<WorkspaceTimes>('{ workspace { asOf lastAt timeZone } }');
  return chooseDefaultRange({ now, asOf: toInstant(workspace.asOf), lastAt: toInstant(workspace.lastAt) });
}

export function chooseDefaultRange(times: { now: number; asOf: number | null; lastAt: number | null }): DefaultRange {
  const { now, asOf, lastAt } = times;
  const end = Math.min(now, asOf ?? now);
  if (lastAt === null || lastAt >= end - TWELVE_WEEKS_MS) return { from: end - TWELVE_WEEKS_MS, to: end, note: null };
  // Half-open: the newest fact must be inside.
  const to = lastAt + 1;
  const day = new Date(lastAt).toISOString().slice(0, 10);
  return {
    from: to - TWELVE_WEEKS_MS,
    to,
    note: `The newest thing known is of ${day}; these are the 12 weeks that end with it.`,
  };
}

const toInstant = (text: string | null): number | null => (text === null ? null : Date.parse(text));
