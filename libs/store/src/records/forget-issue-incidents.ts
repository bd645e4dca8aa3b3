import type { SourceContext } from './write-counts.js';

/**
 * Takes out the incidents that were made of the issues of these repositories, since the issues go or get another name. The
 * repositories they belonged to, which may be others, are derived again.
 */
export async function forgetIssueIncidents(
  { client, sourceId, counts }: SourceContext,
  repositoryIds: number[],
): Promise<void> {
  const { rows } = await client.query<{ id: number | null }>(
    'DELETE FROM incident_record WHERE source_id = $1 AND issue_repository_id = ANY ($2) RETURNING repository_id AS id',
    [sourceId, repositoryIds],
  );
  counts.dirtyRepositories.push(...rows.flatMap(({ id }) => id ?? []));
}
