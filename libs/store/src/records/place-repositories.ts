import type { RepositoryRecord } from '@weir/metrics';
import { cleanText } from '../database/copy-text.js';
import { followRenames, hasRenames } from './follow-renames.js';
import type { SourceContext } from './write-counts.js';

/** What a batch says of repositories, before what it says of their contents. */
interface Named {
  repositories: { repository: RepositoryRecord }[];
  leaves?: string[];
}

/**
 * Finds or makes the rows of all repositories of a batch, and follows those that are known under another name. Every row that the
 * batch touches is locked, in the order of the ids, so that two sources of one repository cannot wait for each other.
 */
export async function placeRepositories(context: SourceContext, batch: Named): Promise<Map<string, number>> {
  const named = new Map(
    batch.repositories.map(({ repository }) => {
      const name = cleanText(repository.name);
      return [name, { ...repository, name }] as const;
    }),
  );
  const repositories = [...named.values()].sort(byName);
  const isRenaming = await hasRenames(context, repositories);
  // A name that is about to be taken must not be given to a new row by somebody else meanwhile.
  if (isRenaming) await context.client.query('LOCK TABLE repository IN SHARE ROW EXCLUSIVE MODE');
  await lockRepositories(context, repositories, batch.leaves ?? []);
  if (isRenaming) await followRenames(context, repositories);
  await addRepositories(context, repositories);
  return describeRepositories(context, repositories);
}

function byName(one: RepositoryRecord, other: RepositoryRecord): number {
  return one.name < other.name ? -1 : Number(one.name > other.name);
}

async function lockRepositories(
  { client, sourceId }: SourceContext,
  repositories: RepositoryRecord[],
  leaves: string[],
): Promise<void> {
  await client.query(
    `SELECT FROM repository WHERE name = ANY ($2) OR id IN (
       SELECT repository_id FROM source_repository spoken JOIN repository known ON known.id = repository_id
       WHERE source_id = $1 AND (external_id = ANY ($3) OR lower(known.name) = ANY ($4)))
     ORDER BY id FOR UPDATE`,
    [
      sourceId,
      repositories.map(({ name }) => name),
      repositories.flatMap(({ externalId }) => externalId ?? []),
      leaves.map((name) => name.toLowerCase()),
    ],
  );
}

async function addRepositories({ client, counts }: SourceContext, repositories: RepositoryRecord[]): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    'INSERT INTO repository (name) SELECT unnest($1::text[]) ON CONFLICT (name) DO NOTHING RETURNING id',
    [repositories.map(({ name }) => name)],
  );
  counts.dirtyRepositories.push(...rows.map(({ id }) => id));
}

/** What is told of each repository itself; known beats unknown. */
async function describeRepositories(
  { client, sourceId, counts }: SourceContext,
  repositories: RepositoryRecord[],
): Promise<Map<string, number>> {
  const names = repositories.map(({ name }) => name);
  const { rows } = await client.query<{ id: number; name: string }>(
    'SELECT id, name FROM repository WHERE name = ANY ($1) ORDER BY id FOR UPDATE',
    [names],
  );
  const changed = await client.query<{ id: number }>(DESCRIBE, [
    names,
    repositories.map(({ url }) => url),
    repositories.map(({ defaultBranch }) => defaultBranch),
  ]);
  counts.dirtyRepositories.push(...changed.rows.map(({ id }) => id));
  const externalIds = new Map(repositories.map(({ name, externalId }) => [name, externalId ?? null]));
  await client.query(SPEAK_OF, [sourceId, rows.map(({ id }) => id), rows.map(({ name }) => externalIds.get(name))]);
  return new Map(rows.map(({ id, name }) => [name, id]));
}

const DESCRIBE = `UPDATE repository stored SET url = coalesce(given.url, stored.url),
    default_branch = coalesce(given.default_branch, stored.default_branch)
  FROM unnest($1::text[], $2::text[], $3::text[]) AS given (name, url, default_branch)
  WHERE given.name = stored.name AND (coalesce(given.url, stored.url), coalesce(given.default_branch, stored.default_branch))
    IS DISTINCT FROM (stored.url, stored.default_branch)
  RETURNING stored.id`;

const SPEAK_OF = `INSERT INTO source_repository AS stored (source_id, repository_id, external_id)
  SELECT $1, id, external_id FROM unnest($2::int[], $3::text[]) AS given (id, external_id)
  ON CONFLICT (source_id, repository_id) DO UPDATE SET external_id = coalesce(excluded.external_id, stored.external_id)
  WHERE stored.external_id IS DISTINCT FROM coalesce(excluded.external_id, stored.external_id)`;
