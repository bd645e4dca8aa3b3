import type { CommitRecord } from '@weir/metrics';
import { type CommitPayload, nodesOf } from './reading/payloads.js';
import { toInstant } from './to-instant.js';
import { cutMessage } from '../cut-message.js';

export function toCommit(payload: CommitPayload): CommitRecord {
  return {
    sha: payload.oid,
    parents: nodesOf(payload.parents).map(({ oid }) => oid),
    authorName: payload.author?.name ?? '',
    authorEmail: payload.author?.email ?? '',
    authoredAt: toInstant(payload.authoredDate),
    committedAt: toInstant(payload.committedDate),
    message: cutMessage(payload.message),
  };
}
