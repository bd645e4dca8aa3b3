import type { Commit } from '../world/commit.js';
import type { Release } from '../world/release.js';

/** The commit of its tag; a draft has none. */
export function releasedCommit({ repository, tagName }: Release): Commit | null {
  const tag = repository.tags.get(tagName);
  return tag ? (repository.commits.get(tag.sha) ?? null) : null;
}
