import type { RepositoryRecord } from '@weir/metrics';
import { leaveIfOrphaned } from './leave-repositories.js';
import { moveRecords } from './move-records.js';
import type { SourceContext } from './write-counts.js';

/** A repository that this source speaks of, or one that has a name it now uses. */
interface Known {
  id: number;
  name: string;
  /** What this source calls it for ever; null when it is only others', or was told without. */
  externalId: string | null;
}

/** Whether something that the source calls the same has another name now, or another thing has its name. */
export async function hasRenames(
  { client, sourceId }: SourceContext,
  repositories: RepositoryRecord[],
): Promise<boolean> {
  const { rowCount } = await client.query(
    `WITH given AS (SELECT * FROM unnest($2::text[], $3::text[]) AS given (name, external_id)),
     known AS (SELECT r.name, spoken.external_id FROM source_repository spoken
       JOIN repository r ON r.id = spoken.repository_id WHERE spoken.source_id = $1)
     (SELECT FROM given JOIN known USING (external_id) WHERE known.name <> given.name LIMIT 1)
     UNION ALL (SELECT FROM given JOIN known USING (name) WHERE known.external_id <> given.external_id LIMIT 1)`,
    [sourceId, ...toColumns(repositories)],
  );
  return (rowCount ?? 0) > 0;
}

function toColumns(repositories: RepositoryRecord[]): [names: string[], externalIds: (string | null)[]] {
  return [repositories.map(({ name }) => name), repositories.map(({ externalId }) => externalId ?? null)];
}

/**
 * Gives repositories the names they have now. One whose name is free keeps its row: records, facts, ids and number. Where another
 * source has named the new one already, what this source said of it moves over there. A name that another of its repositories
 * had until now is taken from it first; that one is followed when its own new name is told.
 */
export async function followRenames(context: SourceContext, repositories: RepositoryRecord[]): Promise<void> {
  for (const { name, externalId } of repositories) {
    if (externalId === null || externalId === undefined) continue;
    const known = await findKnown(context, name, externalId);
    const before = known.find((one) => one.externalId === externalId);
    const holder = known.find((one) => one.name === name && one !== before);
    if (before?.name === name) continue;
    const isTaken = holder !== undefined && holder.externalId !== null;
    if (isTaken) await rename(context, holder, `${name}~${holder.id}`);
    if (before === undefined) continue;
    if (holder === undefined || isTaken) await rename(context, before, name);
    else await moveOver(context, before, holder);
  }
}

async function findKnown({ client, sourceId }: SourceContext, name: string, externalId: string): Promise<Known[]> {
  const { rows } = await client.query<Known>(
    `SELECT r.id, r.name, spoken.external_id AS "externalId" FROM repository r
     LEFT JOIN source_repository spoken ON spoken.repository_id = r.id AND spoken.source_id = $1
     WHERE r.name = $2 OR spoken.external_id = $3 ORDER BY r.id`,
    [sourceId, name, externalId],
  );
  return rows;
}

/** Facts name services after their repository and incidents after their issue, so it is derived again. */
async function rename({ client, counts }: SourceContext, { id }: Known, name: string): Promise<void> {
  await client.query('UPDATE repository SET name = $2 WHERE id = $1', [id, name]);
  counts.dirtyRepositories.push(id);
}

async function moveOver(context: SourceContext, from: Known, to: Known): Promise<void> {
  await moveRecords(context, from.id, to.id);
  context.counts.dirtyRepositories.push(from.id, to.id);
  await leaveIfOrphaned(context, [from.id]);
}
