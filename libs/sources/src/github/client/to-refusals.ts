import type { GraphqlResponseError } from '@octokit/graphql';
import { PERMISSIONS, toPermission } from '../rules/permissions.js';
import type { GitHubRefusal, GraphqlAnswer } from './github-client.js';
import { GitHubError, type GitHubFault } from './github-error.js';
import { type Asked, isPolicy, missingPermission, policy, singleSignOn, toSsoUrl } from './to-github-error.js';

type GraphqlErrors = NonNullable<GraphqlResponseError<unknown>['errors']>;

const FAULTS: Readonly<Record<string, GitHubFault>> = {
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  INSUFFICIENT_SCOPES: 'FORBIDDEN',
};

/** A refusal of single parts leaves the others; nothing at all is thrown. */
export function takeErrors<T>(error: GraphqlResponseError<unknown>, asked: Asked): GraphqlAnswer<T> {
  const refusals = toRefusals(error, asked);
  const data = error.data as T | null | undefined;
  if (data !== null && data !== undefined) return { data, refusals };
  const [first] = refusals;
  throw new GitHubError(first?.fault ?? 'MALFORMED', first?.message ?? `${asked.host} gives no answer.`, first?.ssoUrl);
}

function toRefusals(error: GraphqlResponseError<unknown>, asked: Asked): GitHubRefusal[] {
  return (error.errors ?? []).map((one) => toRefusal(one, toSsoUrl(error.headers), asked));
}

function toRefusal(error: GraphqlErrors[number], ssoUrl: string | null, asked: Asked): GitHubRefusal {
  const path = [...(error.path ?? [])] as (string | number)[];
  const type = error.type ?? '';
  if (isSingleSignOn(error)) {
    const url = ssoUrl ?? `${asked.webUrl}/settings/tokens`;
    return { path, type, fault: 'SSO', message: singleSignOn('this', url), ssoUrl: url };
  }
  const isBlocked = /access blocked|unavailable due to/i.test(error.message);
  const fault = isBlocked ? 'BLOCKED' : (FAULTS[type] ?? 'MALFORMED');
  return { path, type, fault, message: toSentence(fault, path, error.message, asked), ssoUrl: null };
}

function isSingleSignOn({ message, extensions }: GraphqlErrors[number]): boolean {
  return (
    (extensions as { saml_failure?: boolean } | undefined)?.saml_failure === true || /SAML enforcement/i.test(message)
  );
}

/** GitHub's own words name what was asked for, which its path does not. */
function toSentence(fault: GitHubFault, path: (string | number)[], message: string, asked: Asked): string {
  if (fault === 'FORBIDDEN' && isPolicy(message)) return policy({ ...asked, what: 'this' }, message);
  const permission = toPermission([...path].reverse());
  if (fault === 'FORBIDDEN' && permission)
    return missingPermission(
      { ...asked, what: PERMISSIONS[permission].what },
      `the permission “${PERMISSIONS[permission].name}”`,
    );
  const said = message.trim().replace(/\.?$/, '.');
  return `${asked.host} says: ${said}`;
}
