import type { App, Installation, Permission } from '../../world/access-list.js';
import { toIso } from '../../world/moment.js';
import type { World } from '../../world/world.js';
import type { AppBody, InstallationBody } from '../answers.js';
import { toSimpleUser, type Api } from './account-bodies.js';

export const toPermissions = (permissions: readonly Permission[]) =>
  Object.fromEntries(permissions.map((each) => [each, 'read' as const]));

export function toApp(app: App, world: World, api: Api): NonNullable<AppBody> {
  const times = { created_at: toIso(world.beginning), updated_at: toIso(world.beginning) };
  const { id, nodeId, slug, name, owner, permissions, events } = app;
  const addresses = { external_url: 'https://weir.example', html_url: `${new URL(api('/')).origin}/apps/${slug}` };
  const installations_count = world.access.installations.filter((each) => each.app === app).length;
  return {
    ...times,
    ...addresses,
    id,
    node_id: nodeId,
    slug,
    name,
    owner: toSimpleUser(world.account(owner), api),
    description: null,
    permissions: toPermissions(permissions),
    events: [...events],
    installations_count,
  };
}

export function toInstallation(installation: Installation, world: World, api: Api): InstallationBody {
  const { id, app, owner, repositories, isSuspended } = installation;
  const account = world.account(owner);
  return {
    id,
    account: toSimpleUser(account, api),
    repository_selection: repositories === null ? 'all' : 'selected',
    access_tokens_url: api(`/app/installations/${id}/access_tokens`),
    repositories_url: api('/installation/repositories'),
    html_url: `https://github.com/organizations/${owner}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.databaseId,
    target_type: account.__typename,
    permissions: toPermissions(app.permissions),
    events: [...app.events],
    created_at: toIso(world.beginning),
    updated_at: toIso(world.beginning),
    single_file_name: null,
    suspended_at: isSuspended ? toIso(world.now()) : null,
    suspended_by: null,
  };
}
