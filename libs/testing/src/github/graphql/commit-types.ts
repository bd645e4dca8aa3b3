import type * as Published from '@octokit/graphql-schema';
import { historyOf, type Commit, type Signature } from '../world/commit.js';
import { toIso } from '../world/moment.js';
import type { Tag } from '../world/release.js';
import type { Repository } from '../world/repository.js';
import { connectInOrder } from './connection.js';
import { connectDeployments } from './deployment-types.js';
import type { Arguments, Fields } from './fields.js';
import { connectThings } from './thing-fields.js';

export interface RefView {
  __typename: 'Ref';
  repository: Repository;
  prefix: string;
  name: string;
  sha: string;
  annotation: Tag['annotation'];
  committedAt: number;
}

interface TagView {
  __typename: 'Tag';
  ref: RefView;
  annotation: NonNullable<Tag['annotation']>;
}

const commit: Fields<Commit, Published.Commit> = {
  id: ({ nodeId }) => nodeId,
  oid: ({ sha }) => sha,
  abbreviatedOid: ({ sha }) => sha.slice(0, 7),
  repository: (source) => source.repository,
  message: ({ message }) => message,
  messageHeadline: ({ message }) => message.split('\n')[0],
  messageBody: ({ message }) => message.split('\n').slice(1).join('\n').trim(),
  author: ({ author }) => author,
  committer: ({ committer }) => committer,
  authors: (source, args) => connectInOrder([source.author, ...coAuthors(source)], args, 'authors'),
  authoredDate: ({ author }) => toIso(author.at),
  committedDate: ({ committer }) => toIso(committer.at),
  additions: ({ additions }) => additions,
  deletions: ({ deletions }) => deletions,
  changedFiles: ({ changedFiles }) => changedFiles,
  changedFilesIfAvailable: ({ changedFiles }) => changedFiles,
  url: (source) => `https://github.com/${source.repository.nameWithOwner}/commit/${source.sha}`,
  resourcePath: (source) => `/${source.repository.nameWithOwner}/commit/${source.sha}`,
  parents: (source, args) => connectInOrder(parentsOf(source), args, 'parents'),
  history: (source, args) => connectInOrder(askedHistory(source, args), args, 'history'),
  associatedPullRequests: (source, args) => connectThings(pullsOf(source), args, 'associatedPullRequests'),
  deployments: (source, args) =>
    connectDeployments(
      source.repository.deployments.filter(({ sha }) => sha === source.sha),
      args,
    ),
};

const gitActor: Fields<Signature, Published.GitActor> = {
  name: ({ name }) => name,
  email: ({ email }) => email,
  date: ({ at }) => toIso(at),
  user: ({ account }) => (account?.__typename === 'User' && !account.isDeleted ? account : null),
};

const ref: Fields<RefView, Published.Ref> = {
  id: ({ repository, prefix, name }) =>
    `REF_${Buffer.from(`${repository.nodeId}:${prefix}${name}`).toString('base64url')}`,
  name: ({ name }) => name,
  prefix: ({ prefix }) => prefix,
  repository: (source) => source.repository,
  target: (source) =>
    source.annotation ? toTag(source, source.annotation) : (source.repository.commits.get(source.sha) ?? null),
  associatedPullRequests: ({ repository, name }, args) =>
    connectThings(
      [...repository.pulls.values()].filter(({ headRefName }) => headRefName === name),
      args,
      'associatedPullRequests',
    ),
};

const tag: Fields<TagView, Published.Tag> = {
  id: ({ annotation }) => annotation.nodeId,
  oid: ({ annotation }) => annotation.sha,
  name: (source) => source.ref.name,
  message: ({ annotation }) => annotation.message,
  repository: (source) => source.ref.repository,
  tagger: ({ annotation: { tagger, at } }) => ({ name: tagger, email: `${tagger}@example.com`, at, account: null }),
  target: (source) => source.ref.repository.commits.get(source.ref.sha) ?? null,
};

export const commitTypes = { Commit: commit, GitActor: gitActor, Ref: ref, Tag: tag };

const toTag = (source: RefView, annotation: TagView['annotation']): TagView => ({
  __typename: 'Tag',
  ref: source,
  annotation,
});

export function refOf(repository: Repository, qualifiedName: string): RefView | null {
  const all = [...refsOf(repository, 'refs/heads/'), ...refsOf(repository, 'refs/tags/')];
  return all.find(({ prefix, name }) => [name, `${prefix}${name}`].includes(qualifiedName)) ?? null;
}

export function refsOf(repository: Repository, prefix: string): RefView[] {
  const tags = [...repository.tags.values()];
  const heads = [...repository.branches].map(([name, sha]) => ({ name, sha, annotation: null }));
  return (prefix === 'refs/tags/' ? tags : heads).map(({ name, sha, annotation }) => {
    const committedAt = repository.commits.get(sha)?.committer.at ?? 0;
    return { __typename: 'Ref', repository, prefix, name, sha, annotation, committedAt };
  });
}

export function objectOf(repository: Repository, expression: string): Commit | TagView | null {
  const name = expression === 'HEAD' ? repository.defaultBranch : expression;
  const found = refOf(repository, name);
  if (found?.annotation) return toTag(found, found.annotation);
  return repository.commits.get(found?.sha ?? name) ?? null;
}

const parentsOf = ({ repository, parents }: Commit) =>
  parents.map((sha) => repository.commits.get(sha)).filter((each) => each !== undefined);

function askedHistory({ repository, sha }: Commit, { since, until }: Arguments): Commit[] {
  const [from, to] = [since ? Date.parse(String(since)) : -Infinity, until ? Date.parse(String(until)) : Infinity];
  return historyOf(repository.commits, sha).filter(({ committer: { at } }) => at >= from && at <= to);
}

function pullsOf({ repository, sha }: Commit) {
  return [...repository.pulls.values()].filter(
    ({ mergeSha, commits }) => mergeSha === sha || commits.some((each) => each.sha === sha),
  );
}

function coAuthors({ message, author }: Commit): Signature[] {
  return [...message.matchAll(/^co-authored-by:\s*(.+?)\s*<([^>]+)>/gim)].map(([, name = '', email = '']) => {
    return { name, email, at: author.at, account: null };
  });
}
