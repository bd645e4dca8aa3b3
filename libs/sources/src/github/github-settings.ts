import type { OpenOptions } from '../source.js';

/** Which part of GitHub a source reads. No secret is in here. */
export interface GitHubSettings {
  owner: string;
  /** Names without their owner; null = all of the owner. */
  repositories: string[] | null;
  /** Never ends in a slash; `https://api.github.com` unless set, `https://HOST/api/v3` for an Enterprise Server. */
  apiUrl: string;
  /** `YYYY-MM-DD`, the first day to read; null = as the reader sees fit. */
  since: string | null;
}

export interface ParsedGitHubSettings {
  settings: GitHubSettings;
  /** What opens GitHub: `{token}` or `{appId, privateKey, installationId?}`; null for nothing of its own. */
  secrets: Readonly<Record<string, string>> | null;
}

/** Settings as a person gives them (with a token in them, with addresses for names), or a `SourceError` that names the one at fault. */
export function parseGitHubSettings(input: unknown, options: OpenOptions): ParsedGitHubSettings {
  const { owner } = input as { owner: string };
  const apiUrl = options.surroundings.githubApiUrl ?? 'https://api.github.com';
  return { settings: { owner, repositories: null, apiUrl, since: null }, secrets: options.secrets };
}
