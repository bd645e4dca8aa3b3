import type pg from 'pg';

/** Facts of these repositories must be derived again. The record revision tells a derivation under way that it is outdated. */
export async function markDirty(client: pg.ClientBase, repositoryIds: Iterable<number>): Promise<void> {
  const statement = `UPDATE repository SET dirty = true, record_revision = record_revision + 1
    WHERE id IN (SELECT id FROM repository WHERE id = ANY ($1) ORDER BY id FOR UPDATE)`;
  const ids = [...repositoryIds];
  if (ids.length > 0) await client.query(statement, [ids]);
}
