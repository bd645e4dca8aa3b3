import type { Instant, Subject } from '@weir/metrics';
import type pg from 'pg';

interface Span {
  from: Instant;
  to: Instant;
}

/** What was said, and when. */
interface Said<Place> {
  sourceId: string;
  now: Instant;
  instants: (Span & Place)[];
}

/**
 * A source that is told instead of read speaks from the earliest thing it was told of a repository on: what happened, somebody
 * said; silence means that nothing did. How far it reaches is not stored but known, see `readScope`: up to the present.
 */
export async function widenCoverage(
  client: pg.ClientBase,
  { sourceId, subject, now, instants }: Said<{ repositoryId: number }> & { subject: Subject },
): Promise<void> {
  if (instants.length === 0) return;
  await client.query(
    `INSERT INTO coverage_record AS stored (source_id, repository_id, subject, covered_from, covered_to)
     SELECT $1, given.id, $2, min(given.began), max(given.ended) FROM unnest($3::int[], $4::timestamptz[], $5::timestamptz[])
       AS given (id, began, ended) GROUP BY given.id
     ON CONFLICT (source_id, repository_id, subject) DO UPDATE SET
       covered_from = least(stored.covered_from, excluded.covered_from),
       covered_to = greatest(stored.covered_to, excluded.covered_to)`,
    [sourceId, subject, instants.map(({ repositoryId }) => repositoryId), ...toColumns(instants, now)],
  );
}

/** The same of incidents that name no repository: they are every repository's. */
export async function widenIncidentCoverage(
  client: pg.ClientBase,
  { sourceId, now, instants }: Said<object>,
): Promise<void> {
  if (instants.length === 0) return;
  await client.query(
    `INSERT INTO incident_coverage AS stored (source_id, covered_from, covered_to)
     SELECT $1, min(began), max(ended) FROM unnest($2::timestamptz[], $3::timestamptz[]) AS given (began, ended)
     ON CONFLICT (source_id) DO UPDATE SET covered_from = least(stored.covered_from, excluded.covered_from),
       covered_to = greatest(stored.covered_to, excluded.covered_to)`,
    [sourceId, ...toColumns(instants, now)],
  );
}

/** Ends are exclusive, so that what was said lies inside. */
function toColumns(instants: Span[], now: Instant): [from: string[], to: string[]] {
  const iso = (at: Instant) => new Date(at).toISOString();
  return [instants.map(({ from }) => iso(from)), instants.map(({ from, to }) => iso(Math.max(from, to, now) + 1))];
}
