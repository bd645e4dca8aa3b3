import { DEFAULT_PRESET, layPreset, type KnownTime } from '@weir/metrics';
import type { Client } from './client.js';

export interface DefaultRange {
  from: number;
  to: number;
  /** Said to people when the range does not end today. */
  note: string | null;
}

type Moment = 'asOf' | 'firstAt' | 'lastAt';
interface WorkspaceTimes {
  workspace: { timeZone: string } & Record<Moment, string | null>;
}

/** The range that the pages open with. */
export async function findDefaultRange(client: Client, now: number): Promise<DefaultRange> {
  const { workspace } = await client.ask<WorkspaceTimes>('{ workspace { asOf firstAt lastAt timeZone } }');
  const { timeZone, asOf, firstAt, lastAt } = workspace;
  return chooseDefaultRange({
    ...{ now, timeZone, asOf: toInstant(asOf), firstAt: toInstant(firstAt), lastAt: toInstant(lastAt) },
  });
}

export function chooseDefaultRange(known: KnownTime): DefaultRange {
  const { range, isAnchored } = layPreset(DEFAULT_PRESET, known);
  const day = new Date(range.to).toISOString().slice(0, 10);
  return {
    ...range,
    note: isAnchored ? `The newest thing known is of ${day}; these are the 12 weeks that end with it.` : null,
  };
}

const toInstant = (text: string | null): number | null => (text === null ? null : Date.parse(text));
