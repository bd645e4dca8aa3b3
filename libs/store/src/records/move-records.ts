import { listColumns, toColumnName } from '../database/table.js';
import { forgetIssueIncidents } from './forget-issue-incidents.js';
import { COMMITS, COVERAGE, DEPLOYMENTS, ISSUES, PULL_REQUESTS, REFS } from './record-tables.js';
import type { SourceContext } from './write-counts.js';

const MOVED = [REFS, PULL_REQUESTS, ISSUES, DEPLOYMENTS, COVERAGE].map(({ name, key }) => ({
  table: name,
  identity: (key as string[]).filter((property) => property !== 'sourceId' && property !== 'repositoryId'),
}));

/** What a source said of one repository it says of another from now on; where it said something of both, the newer name's stays. */
export async function moveRecords(context: SourceContext, from: number, to: number): Promise<void> {
  const { client, sourceId } = context;
  const values = [sourceId, from, to];
  for (const { table, identity } of MOVED) {
    const isSame = identity.map(toColumnName).map((column) => `newer.${column} = moved.${column}`);
    await client.query(
      `DELETE FROM ${table} moved USING ${table} newer WHERE moved.source_id = $1 AND moved.repository_id = $2
         AND newer.source_id = $1 AND newer.repository_id = $3 AND ${isSame.join(' AND ')}`,
      values,
    );
    await client.query(`UPDATE ${table} SET repository_id = $3 WHERE source_id = $1 AND repository_id = $2`, values);
  }
  await client.query(COPY_COMMITS, [from, to]);
  await client.query(SPEAK_OF, values);
  await forgetIssueIncidents(context, [from]);
  await client.query('DELETE FROM source_repository WHERE source_id = $1 AND repository_id = $2', values.slice(0, 2));
}

const OWN_COLUMNS = listColumns(COMMITS)
  .filter((column) => column !== 'repository_id')
  .join(', ');

/** Commits are nobody's: they stay at the old name as long as somebody speaks of it. */
const COPY_COMMITS = `INSERT INTO commit_record (repository_id, ${OWN_COLUMNS})
  SELECT $2, ${OWN_COLUMNS} FROM commit_record WHERE repository_id = $1 ON CONFLICT DO NOTHING`;

const SPEAK_OF = `INSERT INTO source_repository (source_id, repository_id, external_id, problems)
  SELECT source_id, $3, external_id, problems FROM source_repository WHERE source_id = $1 AND repository_id = $2
  ON CONFLICT (source_id, repository_id) DO UPDATE SET external_id = excluded.external_id`;
