import type { DeploymentPayload, ReleasePayload, StatusPayload } from '../reading/payloads.js';
import type { DeploymentBody, ReleaseBody, StatusBody } from './bodies.js';
import { toListed } from './to-listed.js';

/** A deployment of REST in the shape of GraphQL's, so that one mapping makes the record. */
export function toDeploymentPayload(body: DeploymentBody, statuses: StatusBody[]): DeploymentPayload {
  const { id, node_id, created_at, updated_at, environment, original_environment: original, sha, ref, payload } = body;
  return {
    ...{ id: node_id, databaseId: id, createdAt: created_at, updatedAt: updated_at },
    environment: original ?? environment,
    latestEnvironment: environment,
    commitOid: sha,
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    ref: ref === sha ? null : { name: ref },
    statuses: toListed(statuses.map(toStatus)),
  };
}

function toStatus({ state, created_at, log_url, environment_url }: StatusBody): StatusPayload {
  // An empty text is no address.
  return {
    state: state.toUpperCase(),
    createdAt: created_at,
    logUrl: log_url || null,
    environmentUrl: environment_url || null,
  };
}

/**
 * A release of REST in the shape of GraphQL's. Its `created_at` is the date of its commit; `tagSha` is the commit of its tag, which
 * REST tells with the tags only.
 */
export function toReleasePayload(body: ReleaseBody, tagSha: string | null): ReleasePayload {
  const createdAt = body.published_at ?? body.created_at;
  return {
    ...{ id: body.node_id, databaseId: body.id, createdAt, updatedAt: createdAt, publishedAt: body.published_at },
    isDraft: body.draft,
    isPrerelease: body.prerelease,
    tagName: body.tag_name,
    url: body.html_url,
    tagCommit: tagSha === null ? null : { oid: tagSha },
  };
}
