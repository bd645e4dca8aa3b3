import { toIso, toIsoOrNull } from '../../world/moment.js';
import type { Release } from '../../world/release.js';
import type { ReleaseBody } from '../answers.js';
import { toUserOrGhost, type Api } from './account-bodies.js';

export function toRelease(release: Release, api: Api): ReleaseBody {
  const { repository, databaseId, tagName, isDraft } = release;
  const { nameWithOwner } = repository;
  const url = api(`/repos/${nameWithOwner}/releases/${databaseId}`);
  return {
    id: databaseId,
    node_id: release.nodeId,
    url,
    html_url: `https://github.com/${nameWithOwner}/releases/tag/${tagName}`,
    assets_url: `${url}/assets`,
    upload_url: `https://uploads.github.com/repos/${nameWithOwner}/releases/${databaseId}/assets{?name,label}`,
    tarball_url: isDraft ? null : api(`/repos/${nameWithOwner}/tarball/${tagName}`),
    zipball_url: isDraft ? null : api(`/repos/${nameWithOwner}/zipball/${tagName}`),
    tag_name: tagName,
    target_commitish: release.targetBranch,
    name: release.name,
    body: release.body,
    draft: isDraft,
    prerelease: release.isPrerelease,
    author: toUserOrGhost(release.author, repository.world, api),
    immutable: false,
    created_at: toIso(release.createdAt),
    updated_at: toIso(release.updatedAt),
    published_at: toIsoOrNull(release.publishedAt),
    assets: [],
  };
}
