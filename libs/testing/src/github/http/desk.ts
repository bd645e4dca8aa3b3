import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../world/world.js';
import { Refusal, StandInMistake, type Answer } from './answer.js';
import type { Faults, FaultOptions } from './faults.js';
import { nameOf } from './faults.js';
import { answerGraphql, prepareGraphql, type GraphqlRequest } from './graphql-desk.js';
import { limitExceeded, limitHeaders, type RateLimits, type Resource } from './rate-limits.js';
import type { LoggedRequest, RequestLog } from './request-log.js';
import { answerRest } from './rest-desk.js';
import { answerInstead } from './trouble.js';
import { identify, type Viewer } from './viewer.js';

/** A request as it came, with the endpoint it is for. */
export interface Incoming {
  method: string;
  route: string;
  url: URL;
  /** Where the API begins. */
  root: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** What is known of a request before it is answered. */
interface Matter {
  graphql: GraphqlRequest | null;
  fault: FaultOptions | null;
  logged: LoggedRequest;
}

/** Receives every request: who asks, what goes wrong, what may still be spent, the answer, and the log of it all. */
export class Desk {
  readonly mistakes: string[] = [];
  private served = 0;

  constructor(
    readonly world: World,
    readonly faults: Faults,
    readonly limits: RateLimits,
    readonly requests: RequestLog,
  ) {}

  async serve(incoming: Incoming, reply: FastifyReply): Promise<FastifyReply> {
    const logged = this.log(incoming);
    const graphql = incoming.route === '/graphql' ? prepareGraphql(incoming.body, this.world) : null;
    if (graphql?.question) {
      logged.operation = graphql.question.operation;
      logged.repositories = graphql.repositories;
    }
    const fault = this.faults.take({ ...logged, nodes: graphql?.question?.cost.nodes ?? 0 });
    logged.fault = fault && nameOf(fault);
    if (fault && 'delayMs' in fault) await delay(fault.delayMs, undefined, { ref: false });
    if (fault && 'meanwhile' in fault) fault.meanwhile(this.world);
    if (fault && 'reset' in fault && fault.reset === 'BEFORE') return breakOff(reply);
    const answer = await this.answer(incoming, { graphql, fault, logged });
    logged.status = answer.status;
    return this.send(reply, answer, fault);
  }

  private log({ method, route, url, params }: Incoming): LoggedRequest {
    const kind = route === '/graphql' ? 'GRAPHQL' : 'REST';
    const repositories = params.owner === undefined ? [] : [`${params.owner}/${params.repo}`];
    const asked = { kind, method, route, url: `${url.pathname}${url.search}`, repositories } as const;
    const logged: LoggedRequest = { ...asked, operation: null, status: 0, points: 0, fault: null };
    this.requests.all.push(logged);
    return logged;
  }

  private async answer(incoming: Incoming, matter: Matter): Promise<Answer> {
    try {
      const viewer = await identify(this.world, incoming.headers.authorization);
      return await this.answerViewer(viewer, incoming, matter);
    } catch (error) {
      return this.answerError(error);
    }
  }

  private async answerViewer(viewer: Viewer, incoming: Incoming, { graphql, fault, logged }: Matter): Promise<Answer> {
    const resource: Resource = graphql ? 'graphql' : 'core';
    const limit = this.limits.of(viewer, resource);
    const instead = fault && answerInstead(fault, logged.kind, limit, this.world.now());
    if (instead) return { ...instead, headers: { ...limitHeaders(limit), ...instead.headers } };
    const isFree = incoming.route === '/rate_limit' || (graphql !== null && !viewer.token);
    if (limit.remaining <= 0 && !isFree) return limitExceeded(viewer, limit);
    const answer = await orRefusal(
      graphql ? answerGraphql(this, viewer, graphql, fault) : answerRest(this, viewer, incoming),
    );
    if (graphql) logged.points = graphql.question?.cost.points ?? 0;
    if (!isFree && answer.status !== 304) this.limits.spend(viewer, resource, graphql ? logged.points : 1);
    return { ...answer, headers: { ...this.headersFor(viewer, resource, incoming), ...answer.headers } };
  }

  private headersFor({ token, app }: Viewer, resource: Resource, { route }: Incoming): Record<string, string> {
    const limit = limitHeaders(this.limits.of({ token, app }, resource));
    if (token?.kind !== 'CLASSIC') return limit;
    const hidden = token.withoutSingleSignOn.map((login) => this.world.organisation(login).databaseId);
    const isCut = hidden.length > 0 && LISTS_OF_REPOSITORIES.includes(route);
    const sso: Record<string, string> = isCut
      ? { 'x-github-sso': `partial-results; organizations=${hidden.join()}` }
      : {};
    return { ...limit, ...sso, 'x-oauth-scopes': token.scopes.join(', '), 'x-accepted-oauth-scopes': 'repo' };
  }

  private answerError(error: unknown): Answer {
    if (error instanceof Refusal) return error.toAnswer();
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.mistakes.push(error instanceof StandInMistake ? error.message : message);
    // A status that no client tries again, so that the mistake is seen at once.
    return { status: 422, headers: {}, body: { message: `STAND-IN MISTAKE: ${message}` } };
  }

  private async send(reply: FastifyReply, answer: Answer, fault: FaultOptions | null): Promise<FastifyReply> {
    const { status, headers, body } = answer;
    this.served += 1;
    const text = typeof body === 'string' ? body : status === 304 ? '' : JSON.stringify(body);
    const half = text.slice(0, Math.floor(text.length / 2));
    reply.code(status).headers({ 'content-type': 'application/json; charset=utf-8', ...headers });
    reply.header('x-github-request-id', requestId(this.served)).header('server', 'github.com');
    reply.header('date', new Date(this.world.now()).toUTCString());
    if (fault && 'garbage' in fault && fault.garbage === 'JSON') return reply.send(half);
    if (fault && 'reset' in fault) return breakOffAfter(reply, half, text.length);
    return reply.send(text);
  }
}

/** What single sign-on hides is left out of these, which is said in a header. */
const LISTS_OF_REPOSITORIES = ['/user/repos', '/orgs/{org}/repos', '/users/{username}/repos'];

/** GitHub counts what it refuses too. */
const orRefusal = (answer: Promise<Answer>) =>
  answer.catch((error: unknown) => {
    if (error instanceof Refusal) return error.toAnswer();
    throw error;
  });

const requestId = (count: number) => createHash('sha1').update(String(count)).digest('hex').slice(0, 16).toUpperCase();

function breakOff(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
  return reply;
}

/** Half of what was promised, then nothing more. */
function breakOffAfter(reply: FastifyReply, half: string, promised: number): FastifyReply {
  const headers = reply.getHeaders() as Record<string, string>;
  reply.hijack();
  reply.raw.writeHead(reply.statusCode, { ...headers, 'content-length': promised });
  reply.raw.write(half, () => reply.raw.socket?.destroy());
  return reply;
}
