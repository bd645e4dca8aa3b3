import type { CommitPayload } from '../reading/payloads.js';
import type { CommitBody } from './bodies.js';

/** A commit of REST in the shape of GraphQL's, so that one mapping makes the record. */
export function toCommitPayload({ sha, commit, parents }: CommitBody): CommitPayload {
  const { author, committer, message } = commit;
  const committedDate = committer?.date ?? author?.date ?? '';
  return {
    oid: sha,
    authoredDate: author?.date ?? committedDate,
    committedDate,
    message,
    author: { name: author?.name ?? null, email: author?.email ?? null },
    parents: { nodes: parents.map(({ sha: oid }) => ({ oid })) },
  };
}
