import { createHash } from 'node:crypto';
import { checkAnswer, statusOf } from '../openapi/check-answer.js';
import { Moved, Page, type RestCall } from '../rest/rest-call.js';
import { ROUTES } from '../rest/routes.js';
import { StandInMistake, type Answer } from './answer.js';
import type { Desk, Incoming } from './desk.js';
import type { Viewer } from './viewer.js';

export async function answerRest(desk: Desk, viewer: Viewer, incoming: Incoming): Promise<Answer> {
  const endpoint = `${incoming.method} ${incoming.route}`;
  const handler = ROUTES[endpoint];
  if (!handler) throw new StandInMistake(`does not serve ${incoming.method} ${incoming.url.pathname}.`);
  try {
    const result = await handler(toCall(desk, viewer, incoming));
    const body = result instanceof Page ? result.body : result;
    const problem = checkAnswer(endpoint, body);
    if (problem) throw new StandInMistake(`answered against GitHub's description. ${problem}`);
    const links = result instanceof Page ? result.links : '';
    return withTag(body, statusOf(endpoint), links, incoming);
  } catch (error) {
    if (error instanceof Moved) return moved(error, incoming);
    throw error;
  }
}

function toCall({ world, limits }: Desk, viewer: Viewer, incoming: Incoming): RestCall {
  const { params, query, body, url, root } = incoming;
  const both = { core: limits.of(viewer, 'core'), graphql: limits.of(viewer, 'graphql') };
  return { world, viewer, params, query, body, url, limits: both, api: (path) => `${root}${path}` };
}

/** The same answer again is told by its tag and costs nothing. */
function withTag(body: unknown, status: number, links: string, { headers, method }: Incoming): Answer {
  const etag = `W/"${createHash('sha256').update(JSON.stringify(body)).update(links).digest('hex')}"`;
  const tagged: Record<string, string> = { etag, 'cache-control': 'private, max-age=60, s-maxage=60' };
  if (method === 'GET' && headers['if-none-match'] === etag) return { status: 304, headers: tagged, body: '' };
  return { status, headers: links === '' ? tagged : { ...tagged, link: links }, body };
}

function moved({ repository }: Moved, { root, params, url }: Incoming): Answer {
  const former = `/repos/${params.owner}/${params.repo}`;
  const rest = url.pathname.slice(url.pathname.toLowerCase().indexOf(former.toLowerCase()) + former.length);
  const location = `${root}/repositories/${repository.databaseId}${rest}${url.search}`;
  const body = { message: 'Moved Permanently', url: location, documentation_url: 'https://docs.github.com/rest' };
  return { status: 301, headers: { location }, body };
}
