import type { Instant, RefRecord } from '@weir/metrics';
import type { BranchPayload, TagPayload, TagTarget } from './reading/payloads.js';
import { toInstantOrNull } from './to-instant.js';

export function toBranch({ name, target }: BranchPayload): RefRecord[] {
  return target === null ? [] : [{ kind: 'BRANCH', name, sha: target.oid, taggedAt: null }];
}

/** A tag peeled to its commit; one of a tree or file says nothing of a delivery. */
export function toTag({ name, target }: TagPayload): RefRecord[] {
  const commit = peel(target);
  return commit === null ? [] : [{ kind: 'TAG', name, sha: commit.oid, taggedAt: taggedAt(target) }];
}

/** When the commit of a tag was made, by which GitHub orders tags; null = no commit. */
export function tagCommittedAt({ target }: TagPayload): Instant | null {
  return toInstantOrNull(peel(target)?.committedDate);
}

function peel(target: TagTarget | null | undefined): TagTarget | null {
  if (!target) return null;
  return target.__typename === 'Tag' ? peel(target.target) : target.__typename === 'Commit' ? target : null;
}

function taggedAt(target: TagTarget | null): Instant | null {
  return target?.__typename === 'Tag' ? toInstantOrNull(target.tagger?.date) : null;
}
