import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { parseSettings } from '../parse-settings.js';
import { type Json, type OpenOptions, SourceError } from '../source.js';
import { GITHUB_API_URL, toApiUrl } from './client/api-address.js';
import { parseOwner } from './parse-owner.js';

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
  /**
   * What opens GitHub: `{token}` or `{appId, privateKey, installationId?}`, each with the `apiUrl` it was given for, the only one
   * it is sent to. Null for nothing of its own.
   */
  secrets: Readonly<Record<string, string>> | null;
}

const id = z.union([z.number().int().positive().transform(String), z.string().trim().regex(/^\d+$/, 'it is a number')]);
const token = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]+$/, 'a token is one word of letters, digits and signs');

const schema = z.strictObject({
  owner: z.string().trim().min(1),
  repositories: z.array(z.string().trim().min(1)).min(1, 'name a repository, or leave it out for all').nullish(),
  apiUrl: z.string().trim().min(1).nullish(),
  since: z.iso.date('it is a day such as 2026-01-31').nullish(),
  token: token.nullish(),
  app: z
    .strictObject({
      appId: z.union([id, z.string().regex(/^Iv[\w.]+$/)], 'it is the number or client id of the App'),
      privateKey: z.string().trim().min(1),
      installationId: id.nullish(),
    })
    .nullish(),
});

/** Settings as a person gives them (a token among them, addresses for names), or a `SourceError` that names the one at fault. */
export function parseGitHubSettings(input: unknown, options: OpenOptions): ParsedGitHubSettings {
  const given = parseSettings('GitHub', schema, input);
  const { owner, repository, apiUrl: ownersApiUrl } = parseOwner(given.owner, given.apiUrl ?? null);
  const apiUrl = ownersApiUrl ?? toApiUrl(given.apiUrl ?? options.surroundings.githubApiUrl ?? GITHUB_API_URL);
  const repositories = toNames(owner, [...(repository ? [repository] : []), ...(given.repositories ?? [])]);
  const own = toSecrets(given);
  return {
    settings: { owner, repositories, apiUrl, since: given.since ?? null },
    secrets: own ? { ...own, apiUrl } : options.secrets,
  };
}

/** As they are kept and shown; what is absent is not said. */
export function toSettingsJson({ owner, repositories, apiUrl, since }: GitHubSettings): Readonly<Record<string, Json>> {
  return { owner, ...(repositories ? { repositories } : {}), apiUrl, ...(since ? { since } : {}) };
}

function toSecrets({ token, app }: z.infer<typeof schema>): Record<string, string> | null {
  if (token && app)
    throw new SourceError('BAD_SETTINGS', 'Give this GitHub source a `token` or an `app`, not both.', 'token');
  if (token) return { token };
  if (!app) return null;
  const { appId, privateKey, installationId } = app;
  return { appId, privateKey: toPem(privateKey), ...(installationId ? { installationId } : {}) };
}

/** Line ends that were lost on the way through a variable come back. */
function toPem(text: string): string {
  const pem = text.replaceAll('\\n', '\n').trim();
  try {
    createPrivateKey(pem);
    return pem;
  } catch {
    const what = 'it is no private key: paste the whole .pem file that GitHub gave for the App';
    throw new SourceError('BAD_SETTINGS', `The setting \`app.privateKey\` cannot be used: ${what}.`, 'app.privateKey');
  }
}

/** Without their owner, each once; null when none is named. */
function toNames(owner: string, names: string[]): string[] | null {
  const byName = new Map(names.map((name) => withoutOwner(owner, name)).map((name) => [name.toLowerCase(), name]));
  return names.length === 0 ? null : [...byName.values()];
}

function withoutOwner(owner: string, text: string): string {
  const [first, second, ...more] = text.split('/');
  const isOwned = second !== undefined && first?.toLowerCase() === owner.toLowerCase() && more.length === 0;
  const name = isOwned ? second : text;
  if (/^[\w.-]{1,100}$/.test(name) && !/^\.{1,2}$/.test(name)) return name;
  const what = `${text} is no repository of ${owner}: give its name, such as \`shop\``;
  throw new SourceError('BAD_SETTINGS', `The setting \`repositories\` cannot be used: ${what}.`, 'repositories');
}
