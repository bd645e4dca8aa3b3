import type { RefRecord, RepositoryBatch } from '@weir/metrics';
import { GraphQLPages } from '../reading/graphql-pages.js';
import { toBranches, toTags } from '../reading/repository-answer.js';
import type { HintedRepository } from './hint-query.js';
import type { Looking } from './refresh.js';

/** All branches that matter and all tags of the window: refs are told as a whole set. */
export async function refreshRefs(
  { client, from }: Looking,
  repository: HintedRepository,
  batch: RepositoryBatch,
): Promise<void> {
  // What may not be read is not gone.
  if (!repository.tags || !repository.releaseBranches) return;
  const pages = new GraphQLPages(client);
  const key = { id: repository.id, name: repository.nameWithOwner };
  const tags: RefRecord[] = [];
  let page = toTags(repository.tags);
  for (;;) {
    tags.push(...page.refs);
    const isOlder = page.oldestCommittedAt !== null && page.oldestCommittedAt < from;
    if (page.endCursor === null || isOlder) break;
    const answer = await pages.read(key, { tags: { after: page.endCursor } }, { canShrink: false });
    if (!answer.tags) return;
    page = answer.tags;
  }
  batch.refs = [...toBranches(repository), ...tags];
}
