import { InvalidArgumentError } from 'commander';
import type { SourceDescription } from './sync-and-wait.js';

/** `acme`, `acme/shop`, or an address of either, taken apart. */
export interface GitHubName {
  /** With what stood before it in an address: the source makes a host of that. */
  owner: string;
  repository: string | null;
}

const NAME = /^((?:https?:\/\/)?(?:[^/@\s]+\.[^/@\s]+|localhost(?::\d+)?)\/)?([^/\s]+)(?:\/([^/\s]+?)(?:\.git)?)?\/?$/;

export function collectGitHub(text: string, before: GitHubName[]): GitHubName[] {
  const [, host = '', owner = '', repository] = NAME.exec(text.trim()) ?? [];
  if (owner === '')
    throw new InvalidArgumentError('It is neither an owner, as in acme, nor a repository, as in acme/shop.');
  return [...before, { owner: host + owner, repository: repository ?? null }];
}

/** One source for each owner, however many of its repositories are named; the owner itself means all of them. */
export function toGitHubSources(names: readonly GitHubName[]): SourceDescription[] {
  const owners = new Map(names.map(({ owner }) => [owner.toLowerCase(), owner]));
  return [...owners.values()].map((owner) => {
    const ofOwner = names.filter((name) => isSame(name.owner, owner));
    const repositories = ofOwner.flatMap(({ repository }) => repository ?? []);
    const isWhole = ofOwner.some(({ repository }) => repository === null);
    return { kind: 'GITHUB', settings: isWhole ? { owner } : { owner, repositories } };
  });
}

/** Of the repositories of a source those that were named; all when none was, or none goes by such a name any more. */
export function pickNamed(repositories: string[], { kind, settings }: SourceDescription): string[] {
  const named = kind === 'GITHUB' ? (settings.repositories as string[] | undefined) : undefined;
  if (named === undefined) return repositories;
  const picked = repositories.filter((full) => named.some((name) => isSame(full.split('/').at(-1) ?? '', name)));
  return picked.length > 0 ? picked : repositories;
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
