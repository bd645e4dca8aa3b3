import { type DeploymentRecord, parseVersionTag } from '@weir/metrics';
import type { ReleasePayload } from './reading/payloads.js';
import { toInstant } from './to-instant.js';

/** A published release is a delivery to production; a draft or pre-release is none. */
export function toRelease(payload: ReleasePayload, repository: string): DeploymentRecord | null {
  const { databaseId, publishedAt, tagName, tagCommit, url } = payload;
  if (databaseId === null || publishedAt === null || payload.isDraft || payload.isPrerelease) return null;
  const at = toInstant(publishedAt);
  return {
    key: `release:${databaseId}`,
    rule: 'RELEASES',
    externalId: String(databaseId),
    service: componentOf(tagName, repository),
    environment: 'production',
    sha: tagCommit?.oid ?? null,
    sourceShas: [],
    ref: tagName,
    url,
    status: 'SUCCEEDED',
    createdAt: at,
    finishedAt: at,
    runId: null,
  };
}

/** `app-1.2.3` is a release of the part `app`; in the repository `acme/app` it is one of the whole. */
function componentOf(tag: string, repository: string): string | null {
  const component = parseVersionTag(tag)?.component ?? null;
  return component?.toLowerCase() === repository.split('/').at(-1)?.toLowerCase() ? null : component;
}
