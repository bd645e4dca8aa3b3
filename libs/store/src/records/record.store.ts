import type { IncidentRecord, Instant, RepositoryBatch, RepositoryRecord } from '@weir/metrics';
import type pg from 'pg';
import { incoming, stageRows, upsertRows, viewRows } from '../database/bulk.js';
import { cleanText } from '../database/copy-text.js';
import type { Database } from '../database/open-database.js';
import { StoreError } from '../database/store-error.js';
import type { Table } from '../database/table.js';
import { inTransaction } from '../database/transaction.js';
import type { Json } from '../workspace/json.js';
import { markDirty } from './dirty.js';
import { forgetOrphans, forgetReported, listForgettable } from './forget.js';
import { COMMITS, COVERAGE, DEPLOYMENTS, INCIDENTS, type Origin, PULL_REQUESTS, REFS } from './record-tables.js';

/** One committed step of a sync, as sources yield it. */
export interface RecordBatch {
  repositories: RepositoryBatch[];
  /** The source tells its whole truth anew from here on: what it reported earlier is taken out first. */
  replaces?: boolean;
  incidents?: IncidentRecord[];
  /** In which the source knows every incident of every repository, because its incidents name none. */
  incidentsCovered?: { from: Instant; to: Instant };
  cursor: Json;
}

export interface WriteCounts {
  /** Records the batch held. */
  read: number;
  /** Those that were new or differed from what was stored. */
  written: number;
  dirtyRepositories: number[];
}

export class RecordStore {
  constructor(private readonly database: Database) {}

  /** Records and cursor in one transaction. The same batch a second time changes nothing. */
  writeBatch(sourceId: string, batch: RecordBatch): Promise<WriteCounts> {
    return inTransaction(this.database.pool, async (client) => {
      await moveCursor(client, sourceId, batch.cursor);
      if (batch.replaces) await forgetReported(client, sourceId);
      const counts: WriteCounts = { read: 0, written: 0, dirtyRepositories: [] };
      const names = batch.repositories.map(({ repository }) => repository);
      const ids = await ensureRepositories(client, sourceId, names, counts);
      for (const part of batch.repositories) {
        const repositoryId = ids.get(cleanText(part.repository.name)) ?? 0;
        await writeRepository({ client, sourceId, repositoryId, counts }, part);
      }
      await writeIncidents(client, sourceId, batch.incidents ?? [], counts);
      if (batch.incidentsCovered) await writeIncidentsCovered(client, sourceId, batch.incidentsCovered);
      counts.dirtyRepositories = [...new Set(counts.dirtyRepositories)];
      await markDirty(client, counts.dirtyRepositories);
      return counts;
    });
  }

  /** A source has been read to its end: repositories that it, and every other, no longer speaks of are forgotten. */
  finishReading(sourceId: string): Promise<void> {
    return inTransaction(this.database.pool, async (client) =>
      forgetOrphans(client, await listForgettable(client, sourceId)),
    );
  }
}

interface WriteContext extends Origin {
  client: pg.ClientBase;
  counts: WriteCounts;
}

/** Also locks the source, so that two runs of one source follow each other. */
async function moveCursor(client: pg.ClientBase, sourceId: string, cursor: Json): Promise<void> {
  const statement = 'UPDATE source SET cursor = $2 WHERE id = $1';
  const { rowCount } = await client.query(statement, [sourceId, JSON.stringify(cursor)]);
  if (rowCount === 0) throw new StoreError('NOT_FOUND', `The source ${sourceId} was removed while it was read.`);
}

/** Rows of all repositories, locked in the order of their ids, so that two sources of one repository cannot deadlock. */
async function ensureRepositories(
  client: pg.ClientBase,
  sourceId: string,
  repositories: RepositoryRecord[],
  counts: WriteCounts,
): Promise<Map<string, number>> {
  const sorted = repositories.map((one) => ({ ...one, name: cleanText(one.name) })).sort(byName);
  for (const { name, url, defaultBranch } of sorted) {
    const { rows } = await client.query<{ id: number }>(UPSERT_REPOSITORY, [name, url, defaultBranch]);
    counts.dirtyRepositories.push(...rows.map((row) => row.id));
  }
  const { rows } = await client.query<{ id: number; name: string }>(
    'SELECT id, name FROM repository WHERE name = ANY ($1) ORDER BY id FOR UPDATE',
    [sorted.map((one) => one.name)],
  );
  await client.query(
    'INSERT INTO source_repository (source_id, repository_id) SELECT $1, unnest($2::int[]) ON CONFLICT DO NOTHING',
    [sourceId, rows.map((row) => row.id)],
  );
  return new Map(rows.map((row) => [row.name, row.id]));
}

function byName(one: RepositoryRecord, other: RepositoryRecord): number {
  return one.name < other.name ? -1 : Number(one.name > other.name);
}

/** Known beats unknown; returns the row only when it is new or changed. */
const UPSERT_REPOSITORY = `INSERT INTO repository AS stored (name, url, default_branch) VALUES ($1, $2, $3)
  ON CONFLICT (name) DO UPDATE SET url = coalesce(excluded.url, stored.url),
    default_branch = coalesce(excluded.default_branch, stored.default_branch)
  WHERE (coalesce(excluded.url, stored.url), coalesce(excluded.default_branch, stored.default_branch))
    IS DISTINCT FROM (stored.url, stored.default_branch)
  RETURNING id`;

async function writeRepository(context: WriteContext, batch: RepositoryBatch): Promise<void> {
  const { sourceId, repositoryId } = context;
  const origin = { sourceId, repositoryId };
  const before = context.counts.written;
  await write(
    context,
    COMMITS,
    batch.commits?.map((commit) => ({ ...commit, repositoryId })),
  );
  await write(
    context,
    PULL_REQUESTS,
    batch.pullRequests?.map((one) => ({ ...one, ...origin })),
  );
  await write(
    context,
    DEPLOYMENTS,
    batch.deployments?.map((one) => ({ ...one, ...origin })),
  );
  const refs = batch.refs?.map((ref) => ({ ...ref, ...origin }));
  await write(context, REFS, refs);
  if (refs) await removeOtherRefs(context, refs);
  await writeCoverage(context, batch);
  if (context.counts.written > before) context.counts.dirtyRepositories.push(repositoryId);
}

async function write<Row>(context: WriteContext, table: Table<Row>, rows: Row[] = []): Promise<void> {
  context.counts.read += rows.length;
  context.counts.written += await upsertRows(context.client, table, rows);
}

/** `refs` is the whole set: a branch or tag that is not in it is gone. */
async function removeOtherRefs(
  context: WriteContext,
  refs: (Origin & { kind: string; name: string })[],
): Promise<void> {
  if (refs.length === 0) await stageRows(context.client, REFS, viewRows([]));
  const { rowCount } = await context.client.query(
    `DELETE FROM ref_record stored WHERE source_id = $1 AND repository_id = $2 AND NOT EXISTS (
       SELECT FROM pg_temp.${incoming(REFS)} given WHERE given.kind = stored.kind AND given.name = stored.name)`,
    [context.sourceId, context.repositoryId],
  );
  context.counts.written += rowCount ?? 0;
}

async function writeCoverage(context: WriteContext, batch: RepositoryBatch): Promise<void> {
  const { sourceId, repositoryId } = context;
  const rows = batch.coverage?.map(({ subject, from, to }) => ({
    ...{ sourceId, repositoryId, subject },
    ...{ coveredFrom: from, coveredTo: to },
  }));
  await write(context, COVERAGE, rows);
}

async function writeIncidentsCovered(
  client: pg.ClientBase,
  sourceId: string,
  { from, to }: { from: Instant; to: Instant },
): Promise<void> {
  await client.query(
    `INSERT INTO incident_coverage (source_id, covered_from, covered_to) VALUES ($1, $2, $3)
     ON CONFLICT (source_id) DO UPDATE SET covered_from = excluded.covered_from, covered_to = excluded.covered_to`,
    [sourceId, new Date(from).toISOString(), new Date(to).toISOString()],
  );
}

/** A changed incident makes the repository it belongs to dirty; where new ones belong is decided before the next derivation. */
async function writeIncidents(
  client: pg.ClientBase,
  sourceId: string,
  incidents: IncidentRecord[],
  counts: WriteCounts,
): Promise<void> {
  counts.read += incidents.length;
  if (incidents.length === 0) return;
  const written = await upsertRows(
    client,
    INCIDENTS,
    incidents.map((incident) => ({ ...incident, sourceId })),
  );
  counts.written += written;
  if (written === 0) return;
  const { rows } = await client.query<{ id: number }>(
    `SELECT DISTINCT incident_record.repository_id AS id FROM incident_record JOIN pg_temp.${incoming(INCIDENTS)} given USING (source_id, key)
     WHERE incident_record.repository_id IS NOT NULL`,
  );
  counts.dirtyRepositories.push(...rows.map((row) => row.id));
}
