import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppManifest } from '../world/access-list.js';
import type { World } from '../world/world.js';

type Manifest = AppManifest & { redirect_url?: string };

/** What a person confirms in the browser at GitHub: that an App is made of a manifest, and where it is installed. */
export function addAppPages(server: FastifyInstance, world: World): void {
  const parse = (_request: FastifyRequest, body: string | Buffer, done: (error: null, form: object) => void) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, parse);
  for (const path of ['/settings/apps/new', '/organizations/:owner/settings/apps/new']) {
    server.post(path, (request, reply) => answerManifest(world, request, reply));
  }
  server.get('/apps/:slug', (request, reply) => askWhere(world, request, reply));
  server.get('/apps/:slug/installations/new', (request, reply) => askWhere(world, request, reply));
  server.post('/apps/:slug/installations/new', (request, reply) => install(world, request, reply));
}

/** Asks first, as GitHub does; confirmed it sends the browser back with a code. */
function answerManifest(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { manifest: text = '{}', confirmed, name } = request.body as Record<string, string>;
  const manifest = JSON.parse(text) as Manifest;
  const { state = '' } = request.query as Record<string, string>;
  if (!manifest.redirect_url) return page(reply.code(422), '<p>The manifest lacks its redirect_url.</p>');
  if (confirmed === undefined) {
    const fields = `<label>GitHub App name <input name="name" value="${escape(manifest.name ?? '')}"></label>`;
    const kept = `<input type="hidden" name="manifest" value="${escape(text)}"><input type="hidden" name="confirmed" value="1">`;
    return page(reply, form(request.url, `${fields}${kept}`, 'Create GitHub App'));
  }
  const { owner } = request.params as { owner?: string };
  const { code } = world.access.offer({ ...manifest, name: name ?? manifest.name, owner });
  const back = new URL(manifest.redirect_url);
  back.searchParams.set('code', code);
  back.searchParams.set('state', state);
  return reply.redirect(back.href, 302);
}

function askWhere(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const app = appOf(world, request);
  if (!app) return page(reply.code(404), '<p>This is not the web page you are looking for.</p>');
  return page(
    reply,
    form(
      `/apps/${app.slug}/installations/new`,
      `<p>Install ${escape(app.name)} on ${escape(app.owner)}</p>`,
      'Install',
    ),
  );
}

function install(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const app = appOf(world, request);
  if (!app) return page(reply.code(404), '<p>This is not the web page you are looking for.</p>');
  const { id } = world.access.install(app, app.owner);
  if (app.setupUrl === null) return page(reply, `<p>${escape(app.name)} is installed.</p>`);
  const back = new URL(app.setupUrl);
  back.searchParams.set('installation_id', String(id));
  back.searchParams.set('setup_action', 'install');
  return reply.redirect(back.href, 302);
}

function appOf(world: World, request: FastifyRequest) {
  const { slug } = request.params as { slug: string };
  return [...world.access.apps.values()].find((app) => app.slug === slug);
}

const form = (action: string, fields: string, button: string) =>
  `<form method="post" action="${escape(action)}">${fields}<button>${button}</button></form>`;

const page = (reply: FastifyReply, body: string) =>
  reply
    .type('text/html; charset=utf-8')
    .send(`<!DOCTYPE html><html lang="en"><title>GitHub</title><body>${body}</body></html>`);

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
