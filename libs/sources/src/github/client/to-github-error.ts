import { RequestError } from '@octokit/request-error';
import type { SourceError } from '../../source.js';
import { parseAcceptedPermissions, PERMISSIONS, toPermission, toPermissionName } from '../rules/permissions.js';
import type { Credentials } from './credentials.js';
import { GitHubError } from './github-error.js';
import { isTimeout } from './heavy-query.js';
import { BrokenAnswer } from './read-answers.js';
import type { Headers } from './rate-limit.js';

/** Who was asked, for what, with which right. */
export interface Asked {
  host: string;
  webUrl: string;
  credentials: Credentials;
  /** In words: `pull requests of acme/shop`. */
  what: string;
  /** Parts of the route, which tell the permission where GitHub does not. */
  words: readonly string[];
  timeoutMs: number;
  tries: number;
}

/** What a failed request means, in a sentence that says what to do. Limits are not its business. */
export function toGitHubError(error: unknown, asked: Asked): SourceError | null {
  if (!(error instanceof RequestError)) return null;
  const headers: Headers = error.response?.headers ?? {};
  if (error.response === undefined) return toSilence(error, asked);
  if (error.request.url.endsWith('/access_tokens')) return toInstallationError(error.status, asked);
  if (error.status === 401) return new GitHubError('UNAUTHENTICATED', refusedCredentials(asked));
  if (error.status === 403) return toForbidden(error, headers, asked);
  return toOther(error, asked);
}

/** The App itself is known, but not (any more) let in. */
function toInstallationError(status: number, asked: Asked): GitHubError {
  const { host } = asked;
  if (status === 404)
    return new GitHubError(
      'UNAUTHENTICATED',
      `${host} knows no such installation of the GitHub App: it was taken out. Install the App again, then sync again.`,
    );
  if (status === 403)
    return new GitHubError(
      'UNAUTHENTICATED',
      `The installation of the GitHub App is suspended on ${host}. Unsuspend it in the settings of the organisation (GitHub Apps), then sync again.`,
    );
  return new GitHubError('UNAUTHENTICATED', refusedCredentials(asked));
}

function toOther({ status, message }: RequestError, asked: Asked): GitHubError {
  const { host, what, webUrl } = asked;
  if (status < 400) {
    const reason = `${host} sends on to another address, and Weir sends the token to no other.`;
    return new GitHubError('MALFORMED', `${reason} Is ${webUrl} the right address?`);
  }
  if (status === 451) return new GitHubError('BLOCKED', blocked(asked, null));
  const none = sayNothingThere(status, message, asked);
  if (none !== null) return new GitHubError('NOT_FOUND', none, null, status);
  if (status < 500) {
    const reason = `${host} does not understand what Weir asks for (${what}; status ${status}).`;
    return new GitHubError(
      'MALFORMED',
      `${reason} Is it a version of GitHub Enterprise Server that is older than 3.14?`,
    );
  }
  return new GitHubError(
    'UNREACHABLE',
    `${host} answered with an error (status ${status}) to ${asked.tries} tries of reading ${what}. ${GOES_ON}`,
  );
}

/** Null when it is something else. 409 is an empty repository, 410 what was switched off or deleted, 422 a commit that is not there. */
function sayNothingThere(status: number, message: string, asked: Asked): string | null {
  const { host, what } = asked;
  if (status === 404 || (status === 422 && /no commit found/i.test(message))) return notFound(asked);
  if (status === 409) return `There are no ${what} yet: the repository is empty.`;
  return status === 410 ? `${host} says that there are no ${what} any more: they were deleted, or switched off.` : null;
}

const GOES_ON = 'Weir goes on from where it was at the next sync.';

/** No answer, or a broken one, however often it was asked. */
function toSilence({ cause, message }: RequestError, asked: Asked): GitHubError {
  const { host, what, tries, timeoutMs } = asked;
  const again = `after ${tries} tries of reading ${what}. ${GOES_ON}`;
  if (cause instanceof BrokenAnswer)
    return new GitHubError(
      'MALFORMED',
      `${host} answered with ${cause.message} ${again} Is something between that answers in its stead?`,
    );
  if (isTimeout(cause))
    return new GitHubError('UNREACHABLE', `${host} gave no answer within ${timeoutMs / 1000} s ${again}`);
  return new GitHubError('UNREACHABLE', `${host} could not be reached (${reasonOf(cause) ?? message}) ${again}`);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known here',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was broken off',
  UND_ERR_SOCKET: 'the connection was broken off',
  ETIMEDOUT: 'the connection took too long',
  UND_ERR_CONNECT_TIMEOUT: 'the connection took too long',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed: name it in NODE_EXTRA_CA_CERTS',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted here: name it in NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted here: name it in NODE_EXTRA_CA_CERTS',
};

function reasonOf(cause: unknown): string | null {
  if (!(cause instanceof Error)) return null;
  const code = 'code' in cause ? String(cause.code) : '';
  return REASONS[code] ?? reasonOf(cause.cause) ?? (code === '' ? null : code);
}

function toForbidden({ response }: RequestError, headers: Headers, asked: Asked): GitHubError {
  const ssoUrl = toSsoUrl(headers);
  if (ssoUrl !== null) return new GitHubError('SSO', singleSignOn(asked.what, ssoUrl), ssoUrl);
  const body = response?.data as { block?: { reason?: string }; message?: string } | undefined;
  if (body?.block) return new GitHubError('BLOCKED', blocked(asked, body.block.reason ?? null));
  if (isPolicy(body?.message)) return new GitHubError('FORBIDDEN', policy(asked, body?.message ?? ''));
  return new GitHubError('FORBIDDEN', missingPermission(asked, neededFor(headers, asked.words)));
}

/** `required; url=https://…`; null when single sign-on is not what is missing. */
export function toSsoUrl(headers: Headers): string | null {
  return /required;\s*url=(\S+)/.exec(String(headers['x-github-sso'] ?? ''))?.[1] ?? null;
}

export function singleSignOn(what: string, url: string): string {
  return `The organisation protects ${what} by single sign-on, and the token is not authorised for it. Authorise it at ${url}, then sync again.`;
}

/** Rules of an organisation that no permission mends: GitHub says best what they are. */
export function isPolicy(message: string | undefined): boolean {
  return /IP allow list|forbids access|access restrictions|suspended/i.test(message ?? '');
}

export function policy({ host, what }: Pick<Asked, 'host' | 'what'>, message: string): string {
  return `${host} refuses ${what} and says: “${message.trim()}” Ask an owner of the organisation, then sync again.`;
}

function neededFor(headers: Headers, words: readonly string[]): string | null {
  const accepted = parseAcceptedPermissions(String(headers['x-accepted-github-permissions'] ?? ''));
  if (accepted.length > 0) return `the permission ${accepted.map((one) => `“${toPermissionName(one)}”`).join(' or ')}`;
  const permission = toPermission(words);
  if (permission) return `the permission “${PERMISSIONS[permission].name}”`;
  const scopes = String(headers['x-accepted-oauth-scopes'] ?? '').trim();
  return scopes === '' ? null : `the scope ${scopes}`;
}

export function missingPermission({ host, what, credentials, webUrl }: Asked, needed: string | null): string {
  if (credentials.kind === 'ANONYMOUS')
    return `${host} does not show ${what} without a token. Give one in Settings → Sources.`;
  const who = credentials.kind === 'APP' ? 'The GitHub App' : 'The token';
  const where = credentials.kind === 'APP' ? "the App's settings" : `${webUrl}/settings/tokens`;
  return needed === null
    ? `${who} may not read ${what}. Allow it in ${where}, then sync again.`
    : `${who} may not read ${what}: it lacks ${needed}. Add it in ${where}, then sync again.`;
}

function blocked({ host, what }: Asked, reason: string | null): string {
  const why =
    reason === 'dmca'
      ? 'because of a copyright notice'
      : reason === 'tos'
        ? 'for breaking its terms'
        : 'for legal reasons';
  return `${host} blocks ${what} ${why}. What was read before is kept; take the repository out of the source in Settings → Sources if it stays so.`;
}

function notFound({ host, what, credentials }: Asked): string {
  const hidden =
    credentials.kind === 'ANONYMOUS'
      ? 'or not public: then give a token'
      : 'or not shown to this token: then give one that may read it';
  return `${host} finds no ${what}: deleted, misspelt, ${hidden} in Settings → Sources.`;
}

function refusedCredentials({ host, webUrl, credentials }: Asked): string {
  if (credentials.kind === 'ANONYMOUS')
    return `${host} answers nothing without a token. Give one in Settings → Sources.`;
  if (credentials.kind === 'APP')
    return `${host} refuses the GitHub App ${credentials.appId}: its private key was deleted, is of another App, or the App is suspended. Make a new private key in the App's settings and give it in Settings → Sources.`;
  const how =
    credentials.origin === 'ENVIRONMENT'
      ? 'set GITHUB_TOKEN to it, and start Weir again'
      : 'give it in Settings → Sources';
  const which = credentials.origin === 'ENVIRONMENT' ? 'the token in GITHUB_TOKEN' : 'the token of this source';
  return `GitHub refuses ${which} (${host}): it was revoked or has expired. Make a new one at ${webUrl}/settings/tokens and ${how}.`;
}
