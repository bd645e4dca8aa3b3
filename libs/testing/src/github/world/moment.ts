/** Milliseconds since the epoch, or ISO 8601 text. GitHub knows whole seconds only, so parts of one are cut. */
export type Moment = number | string;

const SECOND_MS = 1000;

export function toInstant(moment: Moment): number {
  const at = typeof moment === 'number' ? moment : Date.parse(moment);
  if (!Number.isFinite(at)) throw new Error(`No instant: ${moment}`);
  return Math.floor(at / SECOND_MS) * SECOND_MS;
}

/** As GitHub writes instants: `2026-01-05T10:00:00Z`. */
export const toIso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

export const toIsoOrNull = (at: number | null) => (at === null ? null : toIso(at));
