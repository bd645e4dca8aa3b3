import { decodeJwt, errors, importSPKI, jwtVerify } from 'jose';
import type { App, Permission, Token } from '../world/access-list.js';
import type { Account } from '../world/account.js';
import type { Repository } from '../world/repository.js';
import type { World } from '../world/world.js';
import { notFound, Refusal } from './answer.js';

/** Who asks: nobody known, a token, or an App itself by its signed word. */
export interface Viewer {
  readonly token: Token | null;
  readonly app: App | null;
}

const ANONYMOUS: Viewer = { token: null, app: null };
const badCredentials = () => new Refusal(401, 'Bad credentials', 'UNAUTHENTICATED');

export async function identify(world: World, authorization: string | undefined): Promise<Viewer> {
  const value = authorization?.replace(/^(bearer|token)\s+/i, '');
  if (value === undefined || value === '') return ANONYMOUS;
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)) return { token: null, app: await verifyApp(world, value) };
  const token = world.access.tokens.get(value);
  if (!token || token.isRevoked) throw badCredentials();
  if (token.expiresAt !== null && token.expiresAt <= world.now()) throw badCredentials();
  return { token, app: null };
}

async function verifyApp(world: World, jwt: string): Promise<App> {
  try {
    const app = world.access.apps.get(Number(decodeJwt(jwt).iss));
    if (!app) throw new Refusal(404, 'Integration not found', 'NOT_FOUND');
    const key = await importSPKI(app.publicKey, 'RS256');
    await jwtVerify(jwt, key, { algorithms: ['RS256'], currentDate: new Date(world.now()), maxTokenAge: '11m' });
    return app;
  } catch (error) {
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)
      throw wrongTime(error.claim);
    if (error instanceof errors.JOSEError) throw new Refusal(401, 'A JSON web token could not be decoded');
    throw error;
  }
}

/** Clients mend their clock by these words and the date of the answer. */
function wrongTime(claim: string): Refusal {
  const isIssued = claim === 'iat';
  const words = isIssued
    ? "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
    : "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
  return new Refusal(401, words, 'UNAUTHENTICATED');
}

/** Refuses what this viewer may not read of the repository, in GitHub's words. */
export function demand(viewer: Viewer, repository: Repository, permission: Permission): void {
  demandSingleSignOn(viewer, repository.owner);
  if (!sees(viewer, repository)) throw notFound();
  refuseClosed(repository);
  demandPermission(viewer, permission, isGranted(viewer, repository));
}

export function demandOfOrganisation(viewer: Viewer, owner: Account, permission: Permission): void {
  demandSingleSignOn(viewer, owner);
  demandPermission(viewer, permission, true);
}

/** Whether it is there for this viewer at all. */
export function sees(viewer: Viewer, repository: Repository): boolean {
  if (repository.closed === 'VANISHED') return false;
  return !repository.isPrivate || isGranted(viewer, repository);
}

/** Whether lists show it; what single sign-on hides is left out of them. */
export function lists(viewer: Viewer, repository: Repository): boolean {
  return sees(viewer, repository) && !(viewer.token?.withoutSingleSignOn.includes(repository.owner.login) ?? false);
}

function isGranted({ token }: Viewer, { owner, nameWithOwner }: Repository): boolean {
  if (!token) return false;
  return token.reaches === null || token.reaches.includes(owner.login) || token.reaches.includes(nameWithOwner);
}

function demandPermission({ token }: Viewer, permission: Permission, isGranted: boolean): void {
  if (!token || !isGranted || token.permissions.includes(permission)) return;
  const by = token.kind === 'INSTALLATION' ? 'integration' : 'personal access token';
  const headers = { 'x-accepted-github-permissions': `${permission}=read` };
  throw new Refusal(403, `Resource not accessible by ${by}`, 'FORBIDDEN', {
    headers,
    extensions: { saml_failure: false },
  });
}

function demandSingleSignOn(viewer: Viewer, owner: Account): void {
  const refusal = singleSignOnRefusal(viewer, owner);
  if (refusal) throw refusal;
}

/** In lists GitHub refuses each thing of such an organisation by itself. */
export function singleSignOnRefusal({ token }: Viewer, owner: Account): Refusal | null {
  if (!token?.withoutSingleSignOn.includes(owner.login)) return null;
  const url = `https://github.com/orgs/${owner.login}/sso?authorization_request=AZSCKL4B`;
  const message =
    'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.';
  const headers = { 'x-github-sso': `required; url=${url}` };
  return new Refusal(403, message, 'FORBIDDEN', { headers, extensions: { saml_failure: true } });
}

function refuseClosed({ closed, nameWithOwner }: Repository): void {
  if (closed === 'FORBIDDEN') throw new Refusal(403, 'Forbidden');
  if (closed !== 'DMCA' && closed !== 'TERMS') return;
  const html_url = `https://github.com/${nameWithOwner}`;
  const block = { reason: closed === 'DMCA' ? 'dmca' : 'tos', created_at: '2026-01-01T00:00:00Z', html_url };
  throw new Refusal(closed === 'DMCA' ? 451 : 403, 'Repository access blocked', 'FORBIDDEN', { body: { block } });
}
