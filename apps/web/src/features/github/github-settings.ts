import type { InspectGitHubQuery } from '../../graphql/generated/graphql.js';

export type GitHubInspection = InspectGitHubQuery['inspectGitHub'];
export type GitHubRepository = GitHubInspection['repositories'][number];

/** What a person says of how to reach an owner; empty texts are not sent. */
export interface Connection {
  owner: string;
  token: string;
  apiUrl: string;
}

/** Which repositories of the owner are read; null = all, and those to come. */
export type Chosen = readonly string[] | null;

/** How far back the first sync reads. */
export const WINDOWS = [
  { value: '90', name: 'The last 90 days' },
  { value: '365', name: 'The last 12 months' },
  { value: '730', name: 'The last 2 years' },
  { value: '3650', name: 'The last 10 years' },
] as const;

export const DEFAULT_WINDOW_DAYS = '365';

const DAY_MS = 86_400_000;

/** The day so many days ago, as `since` of a source. */
export function sinceOf(days: string, now: number): string {
  return new Date(now - Number(days) * DAY_MS).toISOString().slice(0, 10);
}

/** Drops what was left empty, so that the server's own defaults hold. */
export function toSettings(connection: Connection): Record<string, string> {
  return Object.fromEntries(
    Object.entries(connection)
      .map(([key, value]: [string, string]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}

/** `acme/storefront` and `https://github.com/acme/storefront` name one repository; `acme` none. */
export function repositoryNamed(owner: string): string | null {
  const path = owner.trim().replace(/^https?:\/\/[^/]+\//, '');
  return path.split('/')[1]?.replace(/\.git$/, '') || null;
}

/** A repository that nobody named is read when it is the owner's own work. */
export function isReadByDefault({ isFork }: GitHubRepository): boolean {
  return !isFork;
}
