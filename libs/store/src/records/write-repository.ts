import type { RepositoryBatch } from '@weir/metrics';
import { incoming, stageRows, upsertRows, viewRows } from '../database/bulk.js';
import type { Table } from '../database/table.js';
import { COMMITS, COVERAGE, DEPLOYMENTS, ISSUES, type Origin, PULL_REQUESTS, REFS } from './record-tables.js';
import type { SourceContext } from './write-counts.js';

type RepositoryContext = SourceContext & Origin;

/** Writes what a batch holds of one repository; it is dirty when anything that facts are made of differs from what was stored. */
export async function writeRepository(context: RepositoryContext, batch: RepositoryBatch): Promise<void> {
  const { sourceId, repositoryId, counts } = context;
  const ofSource = <Record>(records: Record[] | undefined) =>
    records?.map((record) => ({ ...record, sourceId, repositoryId }));
  const before = counts.written;
  const commits = batch.commits?.map((commit) => ({ ...commit, repositoryId }));
  await write(context, COMMITS, commits);
  await write(context, PULL_REQUESTS, ofSource(batch.pullRequests));
  await write(context, ISSUES, ofSource(batch.issues));
  await write(context, DEPLOYMENTS, ofSource(batch.deployments));
  const refs = ofSource(batch.refs);
  await write(context, REFS, refs);
  if (refs) await removeOtherRefs(context, refs);
  if (batch.gone) await removeGone(context, batch.gone);
  if (counts.written > before) counts.dirtyRepositories.push(repositoryId);
  await writeCoverage(context, batch);
  if (batch.problems) await writeProblems(context, batch.problems);
}

async function write<Row>({ client, counts }: RepositoryContext, table: Table<Row>, rows: Row[] = []): Promise<void> {
  counts.read += rows.length;
  counts.written += await upsertRows(client, table, rows);
}

/** `refs` is the whole set: a branch or tag that is not in it is gone. */
async function removeOtherRefs(
  { client, counts, sourceId, repositoryId }: RepositoryContext,
  refs: (Origin & { kind: string; name: string })[],
): Promise<void> {
  if (refs.length === 0) await stageRows(client, REFS, viewRows([]));
  const { rowCount } = await client.query(
    `DELETE FROM ref_record stored WHERE source_id = $1 AND repository_id = $2 AND NOT EXISTS (
       SELECT FROM pg_temp.${incoming(REFS)} given WHERE given.kind = stored.kind AND given.name = stored.name)`,
    [sourceId, repositoryId],
  );
  counts.written += rowCount ?? 0;
}

/** What was deleted at the source, so far as it is known here. */
async function removeGone(context: RepositoryContext, gone: NonNullable<RepositoryBatch['gone']>): Promise<void> {
  const { client, counts, sourceId, repositoryId } = context;
  const remove = async (table: string, isGone: string, identities: (number | string)[] = []) => {
    if (identities.length === 0) return;
    const statement = `DELETE FROM ${table} WHERE source_id = $1 AND repository_id = $2 AND ${isGone}`;
    const { rowCount } = await client.query(statement, [sourceId, repositoryId, identities]);
    counts.written += rowCount ?? 0;
  };
  await remove('pull_request_record', 'number = ANY ($3::int[])', gone.pullRequests);
  await remove('issue_record', 'number = ANY ($3::int[])', gone.issues);
  await remove('deployment_record', 'key = ANY ($3::text[])', gone.deployments);
}

/** Figures are cut to it when they are asked for, facts are not made of it: where nothing else is new, nothing is derived again. */
async function writeCoverage(context: RepositoryContext, batch: RepositoryBatch): Promise<void> {
  const { sourceId, repositoryId } = context;
  const rows = batch.coverage?.map(({ subject, from, to }) => ({
    ...{ sourceId, repositoryId, subject },
    ...{ coveredFrom: from, coveredTo: to },
  }));
  await write(context, COVERAGE, rows);
}

/** No fact is made of them, so they make nothing dirty. */
async function writeProblems({ client, sourceId, repositoryId }: RepositoryContext, problems: string[]): Promise<void> {
  await client.query(
    `UPDATE source_repository SET problems = $3
     WHERE source_id = $1 AND repository_id = $2 AND problems IS DISTINCT FROM $3`,
    [sourceId, repositoryId, problems],
  );
}
