import type pg from 'pg';

/** How each name is spelt here: GitHub takes Acme/Shop for acme/shop, and so do we where one of them is known. */
export async function findSpelling(client: pg.ClientBase, named: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM repository WHERE lower(name) = ANY ($1) ORDER BY id DESC',
    [named.map((name) => name.toLowerCase())],
  );
  const exact = new Set(rows.map(({ name }) => name));
  const spelt = new Map(rows.map(({ name }) => [name.toLowerCase(), name]));
  for (const name of named) if (!spelt.has(name.toLowerCase())) spelt.set(name.toLowerCase(), name);
  return new Map(named.map((name) => [name, exact.has(name) ? name : (spelt.get(name.toLowerCase()) ?? name)]));
}

/** The ids of repositories a source speaks of; unknown ones are added. Locked in the order in which all locks are taken. */
export async function ensureNamed(
  client: pg.ClientBase,
  sourceId: string,
  names: readonly string[],
): Promise<Map<string, number>> {
  const sorted = [...new Set(names)].sort();
  if (sorted.length === 0) return new Map();
  await client.query('INSERT INTO repository (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [sorted]);
  const { rows } = await client.query<{ id: number; name: string }>(
    'SELECT id, name FROM repository WHERE name = ANY ($1) ORDER BY id FOR UPDATE',
    [sorted],
  );
  await client.query(
    'INSERT INTO source_repository (source_id, repository_id) SELECT $1, unnest($2::int[]) ON CONFLICT DO NOTHING',
    [sourceId, rows.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, name }) => [name, id]));
}
