import { forgetIssueIncidents } from './forget-issue-incidents.js';
import { forgetCommits, forgetOrphans, listForgettable, OF_SOURCE_AND_REPOSITORY } from './forget.js';
import type { SourceContext } from './write-counts.js';

/** A source no longer speaks of these repositories, whatever the case of their names; what it said of them goes. */
export async function leaveRepositories(context: SourceContext, names: string[]): Promise<void> {
  const { client, sourceId, counts } = context;
  const { rows } = await client.query<{ id: number }>(
    `SELECT r.id FROM repository r JOIN source_repository ON repository_id = r.id
     WHERE source_id = $1 AND lower(r.name) = ANY ($2) ORDER BY r.id FOR UPDATE OF r`,
    [sourceId, names.map((name) => name.toLowerCase())],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await forgetIssueIncidents(context, ids);
  for (const table of OF_SOURCE_AND_REPOSITORY) {
    const statement = `DELETE FROM ${table} WHERE source_id = $1 AND repository_id = ANY ($2)`;
    const { rowCount } = await client.query(statement, [sourceId, ids]);
    counts.written += rowCount ?? 0;
  }
  await leaveIfOrphaned(context, ids);
  counts.dirtyRepositories.push(...ids);
}

/** Those that nobody speaks of any more go with their facts; at the end of a reading, where another source is being read. */
export async function leaveIfOrphaned({ client, sourceId }: SourceContext, ids: number[]): Promise<void> {
  await forgetCommits(client, ids);
  const forgettable = new Set(await listForgettable(client, sourceId));
  await forgetOrphans(
    client,
    ids.filter((id) => forgettable.has(id)),
  );
}
