import type { IncidentRecord, Instant } from '@weir/metrics';
import type { Message, Said } from './said.js';

/**
 * An incident of everything that was said of it, by the times the tool gives: what was said last counts, whenever it arrived. The
 * first message of a resolution says when it was; one that opens it again takes it back.
 */
export function makeIncident(key: string, messages: readonly Message[]): IncidentRecord {
  const sorted = [...messages].sort(byTime);
  const last = (field: keyof Said & string) => sorted.findLast(({ said }) => said[field] !== null)?.said[field] ?? null;
  const text = (field: 'title' | 'url' | 'service' | 'repository' | 'severity' | 'deployment' | 'remediedBy') =>
    last(field) as string | null;
  const startedAt = findStart(sorted);
  const resolvedAt = findEnd(sorted);
  return {
    ...{ key, externalId: key, title: text('title') ?? `Incident ${key}`, body: null, url: text('url') },
    ...{ service: text('service'), repository: text('repository'), severity: text('severity'), startedAt },
    resolvedAt: resolvedAt === null ? null : Math.max(startedAt, resolvedAt),
    ...{ deployment: text('deployment'), remediedBy: text('remediedBy'), notFromDeployment: false, rollout: null },
  };
}

const RANK = { OPEN: 0, RESOLVED: 1 };

/** At one instant, opening comes before resolving. The id settles the rest, so that any order of arrival gives the same. */
function byTime(one: Message, other: Message): number {
  const rank = ({ said }: Message) => (said.state === null ? 2 : RANK[said.state]);
  return one.at - other.at || rank(one) - rank(other) || (one.id < other.id ? -1 : Number(one.id > other.id));
}

function findStart(sorted: Message[]): Instant {
  const stated = sorted.flatMap(({ said }) => said.startedAt ?? []);
  return Math.min(...(stated.length > 0 ? stated : sorted.map(({ at }) => at)));
}

function findEnd(sorted: Message[]): Instant | null {
  let end: Instant | null = null;
  for (const { at, said } of sorted) {
    if (said.state === 'OPEN') end = null;
    if (said.state === 'RESOLVED') end ??= said.resolvedAt ?? at;
  }
  return end;
}
