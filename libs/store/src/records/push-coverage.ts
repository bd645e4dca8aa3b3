import type { Instant, Subject } from '@weir/metrics';
import type pg from 'pg';

/** From the beginning to the end of one thing that was told. */
interface Span<Repository> {
  repositoryId: Repository;
  from: Instant;
  to: Instant;
}

interface Told<Repository> {
  sourceId: string;
  now: Instant;
  spans: Span<Repository>[];
}

/**
 * A source that is told instead of read speaks from the earliest thing it was told of a repository on: what happened, somebody
 * said; silence means that nothing did. How far it reaches is not stored but known, see `readScope`: up to the present.
 */
export async function widenCoverage(
  client: pg.ClientBase,
  { sourceId, subject, now, spans }: Told<number> & { subject: Subject },
): Promise<void> {
  if (spans.length === 0) return;
  await client.query(
    `INSERT INTO coverage_record AS stored (source_id, repository_id, subject, covered_from, covered_to)
     SELECT $1, given.id, $2, min(given.began), max(given.ended) FROM unnest($3::int[], $4::timestamptz[], $5::timestamptz[])
       AS given (id, began, ended) GROUP BY given.id
     ON CONFLICT (source_id, repository_id, subject) DO UPDATE SET
       covered_from = least(stored.covered_from, excluded.covered_from),
       covered_to = greatest(stored.covered_to, excluded.covered_to)`,
    [sourceId, subject, spans.map(({ repositoryId }) => repositoryId), ...toColumns(spans, now)],
  );
}

/** Incidents speak for the repository they name; those that name none, for every repository. */
export async function widenIncidentCoverage(
  client: pg.ClientBase,
  { sourceId, now, spans }: Told<number | null>,
): Promise<void> {
  const named = spans.filter((span): span is Span<number> => span.repositoryId !== null);
  await widenCoverage(client, { sourceId, subject: 'INCIDENTS', now, spans: named });
  const unnamed = spans.filter(({ repositoryId }) => repositoryId === null);
  if (unnamed.length === 0) return;
  await client.query(
    `INSERT INTO incident_coverage AS stored (source_id, covered_from, covered_to)
     SELECT $1, min(began), max(ended) FROM unnest($2::timestamptz[], $3::timestamptz[]) AS given (began, ended)
     ON CONFLICT (source_id) DO UPDATE SET covered_from = least(stored.covered_from, excluded.covered_from),
       covered_to = greatest(stored.covered_to, excluded.covered_to)`,
    [sourceId, ...toColumns(unnamed, now)],
  );
}

/** Ends are exclusive, so that what was said lies inside. */
function toColumns(spans: Span<unknown>[], now: Instant): [from: string[], to: string[]] {
  const iso = (at: Instant) => new Date(at).toISOString();
  return [spans.map(({ from }) => iso(from)), spans.map(({ from, to }) => iso(Math.max(from, to, now) + 1))];
}
