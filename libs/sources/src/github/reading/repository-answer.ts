import type { RefRecord } from '@weir/metrics';
import { toCommit } from '../to-commit.js';
import { toInstant } from '../to-instant.js';
import { tagCommittedAt, toBranch, toTag } from '../to-refs.js';
import { toRelease } from '../to-release.js';
import type { CommitPage, PageAnswer, PageAsk, ReleaseItem, RepositoryKey } from './pages.js';
import {
  type BranchPayload,
  type CommitPayload,
  type DeploymentPayload,
  type IssuePayload,
  type Listed,
  nodesOf,
  type PullRequestPayload,
  type ReleasePayload,
  type TagPayload,
} from './payloads.js';
import { LONG_LIVED, type LongLived } from './queries/documents.js';
import { toDeploymentItem, toIssueItem, toPullRequestItem } from './to-items.js';

/** Branches that releases are made from, besides the default branch. */
const RELEASE_BRANCH = /(^|[^a-z])releases?([^a-z]|$)/i;

/** Branches that matter, and tags. */
export interface RepositoryRefs extends Partial<Record<LongLived, BranchPayload | null>> {
  defaultBranchRef?: BranchPayload | null;
  releaseBranches?: { nodes: (BranchPayload | null)[] | null } | null;
  tags?: Listed<TagPayload> | null;
}

/** A turn's answer: of each part a page, where it was asked for. */
export interface RepositoryPayload extends RepositoryRefs {
  pullRequests?: Listed<PullRequestPayload>;
  issues?: Listed<IssuePayload>;
  deployments?: Listed<DeploymentPayload>;
  releases?: Listed<ReleasePayload>;
  commits?: { history?: Listed<CommitPayload> } | null;
}

/** Pages as records; the lists inside things are complete. */
export function toAnswer(payload: RepositoryPayload, repository: RepositoryKey, ask: PageAsk): PageAnswer {
  const { pullRequests, issues, deployments } = payload;
  return {
    ...(pullRequests ? { pullRequests: toListPage(pullRequests, (one) => [toPullRequestItem(one)]) } : {}),
    ...(issues ? { issues: toListPage(issues, (one) => [toIssueItem(one)]) } : {}),
    ...(deployments ? { deployments: toListPage(deployments, toDeploymentItem) } : {}),
    ...toOthers(payload, repository, ask),
  };
}

function toListPage<T, I>(list: Listed<T>, toItems: (node: T) => I[]) {
  const { hasNextPage, endCursor } = list.pageInfo;
  return { items: nodesOf(list).flatMap(toItems), total: list.totalCount ?? 0, hasNextPage, endCursor };
}

function toOthers(payload: RepositoryPayload, { name }: RepositoryKey, ask: PageAsk): PageAnswer {
  const { releases, tags } = payload;
  return {
    ...(releases
      ? {
          releases: {
            items: nodesOf(releases).flatMap((one) => toReleaseItem(one, name)),
            endCursor: nextOf(releases),
          },
        }
      : {}),
    ...(ask.branches ? { branches: { refs: toBranches(payload) } } : {}),
    ...(ask.tags ? { tags: toTags(tags ?? null) } : {}),
    ...(ask.commits ? { commits: toCommitPage(payload.commits) } : {}),
  };
}

export function toReleaseItem(payload: ReleasePayload, repository: string): ReleaseItem[] {
  const { databaseId, createdAt } = payload;
  if (databaseId === null) return [];
  return [{ id: databaseId, createdAt: toInstant(createdAt), record: toRelease(payload, repository) }];
}

/** Whether a branch is one that releases are made from. */
export const isReleaseBranch = (name: string): boolean => RELEASE_BRANCH.test(name);

export function toBranches(payload: RepositoryRefs): RefRecord[] {
  const { defaultBranchRef, releaseBranches } = payload;
  const releases = nodesOf(releaseBranches).filter(({ name }) => isReleaseBranch(name));
  const branches = [defaultBranchRef, ...LONG_LIVED.map((name) => payload[name]), ...releases].filter((one) => !!one);
  return [...new Map(branches.map((branch) => [branch.name, branch])).values()].flatMap(toBranch);
}

export function toTags(list: Listed<TagPayload> | null): NonNullable<PageAnswer['tags']> {
  const nodes = nodesOf(list);
  const dates = nodes.map(tagCommittedAt).filter((at) => at !== null);
  const oldestCommittedAt = dates.length === 0 ? null : Math.min(...dates);
  return { refs: nodes.flatMap(toTag), oldestCommittedAt, endCursor: list && nextOf(list) };
}

export function toCommitPage(object: RepositoryPayload['commits']): CommitPage | null {
  if (!object?.history) return null;
  const { hasNextPage, endCursor } = object.history.pageInfo;
  return { commits: nodesOf(object.history).map(toCommit), hasNextPage, endCursor };
}

function nextOf({ pageInfo }: Listed<unknown>): string | null {
  return pageInfo.hasNextPage ? pageInfo.endCursor : null;
}
