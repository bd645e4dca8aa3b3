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
