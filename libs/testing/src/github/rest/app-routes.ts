import { Refusal } from '../http/answer.js';
import { lists } from '../http/viewer.js';
import type { App, Installation } from '../world/access-list.js';
import { toIso } from '../world/moment.js';
import type { ConversionBody, InstallationTokenBody } from './answers.js';
import { toApp, toInstallation, toPermissions } from './bodies/app-bodies.js';
import { toRepository } from './bodies/repository-bodies.js';
import { found, paged, type RestCall, type RestHandler } from './rest-call.js';

const HOUR_MS = 3_600_000;

function appOf({ viewer }: RestCall): App {
  if (viewer.app) return viewer.app;
  throw new Refusal(401, 'A JSON web token could not be decoded', 'UNAUTHENTICATED');
}

function installationFor(call: RestCall, owner: string, repository: string | null): unknown {
  const app = appOf(call);
  const isFor = (each: Installation) =>
    each.owner.toLowerCase() === owner.toLowerCase() &&
    (repository === null || each.repositories === null || each.repositories.includes(repository));
  const installation = found(call.world.access.installations.find((each) => each.app === app && isFor(each)));
  return toInstallation(installation, call.world, call.api);
}

/** A token of an installation, good for an hour. */
function createToken(call: RestCall): InstallationTokenBody {
  const app = appOf(call);
  const { access } = call.world;
  const isAsked = (each: Installation) => each.app === app && String(each.id) === call.params.installation_id;
  const installation = found(access.installations.find(isAsked));
  if (installation.isSuspended) throw new Refusal(403, 'This installation has been suspended');
  const { repositories, owner } = installation;
  const expiresAt = call.world.now() + HOUR_MS;
  const token = access.token(`ghs_${installation.id}_${access.tokens.size}`, {
    kind: 'INSTALLATION',
    login: `${app.slug}[bot]`,
    permissions: app.permissions,
    reaches: repositories === null ? [owner] : repositories.map((name) => `${owner}/${name}`),
    expiresAt,
  });
  const repository_selection = repositories === null ? 'all' : 'selected';
  const permissions = toPermissions(app.permissions);
  return { token: token.value, expires_at: toIso(expiresAt), permissions, repository_selection };
}

function listRepositories(call: RestCall): unknown {
  const { token } = call.viewer;
  if (token?.kind !== 'INSTALLATION') {
    throw new Refusal(403, 'You must authenticate with an installation access token in order to list repositories.');
  }
  const isReached = (owner: string, name: string) =>
    token.reaches?.includes(owner) || token.reaches?.includes(`${owner}/${name}`);
  const all = [...call.world.repositories.values()]
    .filter((each) => lists(call.viewer, each) && isReached(each.owner.login, each.name))
    .map((each) => toRepository(each, call.api));
  return paged(call, all, (body) => body, 'repositories');
}

/** The code that a manifest was answered with, once. */
function convert(call: RestCall): ConversionBody {
  const { conversions } = call.world.access;
  const conversion = found(conversions.get(call.params.code ?? ''));
  conversions.delete(conversion.code);
  const { app, clientSecret, webhookSecret, privateKey } = conversion;
  return {
    ...toApp(app, call.world, call.api),
    client_id: `Iv1.${app.id}`,
    client_secret: clientSecret,
    webhook_secret: webhookSecret,
    pem: privateKey,
  };
}

export const appRoutes: Readonly<Record<string, RestHandler>> = {
  'GET /app': (call) => toApp(appOf(call), call.world, call.api),
  'GET /app/installations': (call) => {
    const app = appOf(call);
    const installations = call.world.access.installations.filter((each) => each.app === app);
    return paged(call, installations, (each) => toInstallation(each, call.world, call.api));
  },
  'GET /orgs/{org}/installation': (call) => installationFor(call, call.params.org ?? '', null),
  'GET /users/{username}/installation': (call) => installationFor(call, call.params.username ?? '', null),
  'GET /repos/{owner}/{repo}/installation': (call) =>
    installationFor(call, call.params.owner ?? '', call.params.repo ?? ''),
  'GET /installation/repositories': listRepositories,
  'POST /app/installations/{installation_id}/access_tokens': createToken,
  'POST /app-manifests/{code}/conversions': convert,
};
