import { SourceError } from '../../source.js';

/** What went wrong, in GitHub's terms. */
export type GitHubFault =
  /** It does not exist, was deleted, or this token may not know that it exists. */
  | 'NOT_FOUND'
  /** GitHub took it out of service (a legal or terms-of-service reason). */
  | 'BLOCKED'
  /** The organisation wants the token to be authorised for its single sign-on; `ssoUrl` says where. */
  | 'SSO'
  /** A permission is missing; the message names it. */
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  /** GitHub gave up on the query: ask for less. */
  | 'TOO_HEAVY'
  /** Tried again for a while, and GitHub still does not answer. */
  | 'UNREACHABLE'
  /** Tried again for a while, and the answers are still not what GitHub promises. */
  | 'MALFORMED';

const CODES: Record<GitHubFault, SourceError['code']> = {
  NOT_FOUND: 'NOT_FOUND',
  BLOCKED: 'FORBIDDEN',
  SSO: 'FORBIDDEN',
  FORBIDDEN: 'FORBIDDEN',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  TOO_HEAVY: 'UNREACHABLE',
  UNREACHABLE: 'UNREACHABLE',
  MALFORMED: 'UNREACHABLE',
};

/** GitHub did not do what was asked. The message is a sentence for a person, and holds no secret. */
export class GitHubError extends SourceError {
  constructor(
    readonly fault: GitHubFault,
    message: string,
    /** Where the token can be authorised, for SSO. */
    readonly ssoUrl: string | null = null,
    /** Of the answer, where there was one. */
    readonly status: number | null = null,
  ) {
    super(CODES[fault], message);
    this.name = 'GitHubError';
  }
}
