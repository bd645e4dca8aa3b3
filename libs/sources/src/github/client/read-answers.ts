import { RequestError } from '@octokit/request-error';
import type { Octokit } from '@octokit/rest';
import type { Instant } from '@weir/metrics';
import type { Budget } from './budget.js';
import { isTooHeavy, tooHeavy } from './heavy-query.js';
import type { Resource } from './rate-limit.js';
import { toRefused, toRefusedQuery } from './refused-by-limit.js';

type Plugin = Parameters<typeof Octokit.plugin>[0];
/** What a hook is given, as far as it is read here. */
type RequestOptions = ConstructorParameters<typeof RequestError>[2]['request'];
type Answer = NonNullable<ConstructorParameters<typeof RequestError>[2]['response']>;

export interface Answering {
  budget: Budget;
  signal: AbortSignal;
  now: () => Instant;
  host: string;
}

/** An answer that is not what was asked for: no JSON, or JSON that broke off. */
export class BrokenAnswer extends Error {}

/**
 * An Octokit plugin, nearest to the network: waits for the budget, reads the body (Octokit takes a broken one for an empty one),
 * and takes in what it says of the limits. What it throws as a `RequestError` is tried again by the plugins around it.
 */
export const readAnswers: Plugin = (octokit, options) => {
  const { answering } = options as { answering: Answering };
  octokit.hook.wrap('request', async (request, options) => {
    const resource = resourceOf(options);
    await answering.budget.enter(resource, answering.now, answering.signal);
    try {
      const answer = await request(options);
      return { ...answer, data: await takeAnswer(answer, options, answering) };
    } catch (error) {
      throw toFailure(error, options, answering);
    }
  });
};

async function takeAnswer(answer: Answer, options: RequestOptions, answering: Answering): Promise<unknown> {
  const { budget, now, host } = answering;
  if (answer.status >= 300) throw new RequestError('Sent on', answer.status, { request: options, response: answer });
  const data = await readBody(answer, options);
  const resource = resourceOf(options);
  budget.note(resource, answer.headers, now());
  const limited = budget.takeRefusal(resource, toRefusedQuery(data, answer.headers), now());
  if (limited) throw limited;
  if (isShrinkable(options) && isTooHeavy(data)) throw tooHeavy(host);
  return data;
}

/** Limits and queries that are too heavy are not tried again; everything else is for the plugins around. */
function toFailure(error: unknown, options: RequestOptions, { budget, now, host }: Answering): unknown {
  const resource = resourceOf(options);
  if (error instanceof RequestError && error.response) budget.note(resource, error.response.headers, now());
  const limited = budget.takeRefusal(resource, toRefused(error), now());
  return limited ?? (isShrinkable(options) && isTooHeavy(error) ? tooHeavy(host) : error);
}

function resourceOf({ url }: { url: string }): Resource {
  return url.endsWith('/graphql') ? 'graphql' : 'core';
}

function isShrinkable(options: RequestOptions): boolean {
  return resourceOf(options) === 'graphql' && options.request?.canShrink === true;
}

/** The body is still a stream: Octokit was told not to read it. */
async function readBody(answer: Answer, options: RequestOptions): Promise<unknown> {
  const body = answer.data as unknown;
  if (!(body instanceof ReadableStream)) return body;
  try {
    return parseBody(await new Response(body).text(), answer, options);
  } catch (cause) {
    throw new RequestError('The answer is broken', 500, { request: options, cause: cause as Error });
  }
}

function parseBody(text: string, { headers }: Answer, options: RequestOptions): unknown {
  const type = headers['content-type'] ?? 'no type';
  const data = parseJson(text);
  if (data === undefined)
    throw new BrokenAnswer(/json/.test(type) ? 'JSON that breaks off' : `${type} instead of JSON`);
  const isGraphQL = resourceOf(options) === 'graphql';
  const isWhole = data !== null && typeof data === 'object' && (!isGraphQL || 'data' in data || 'errors' in data);
  if (!isWhole) throw new BrokenAnswer('JSON that is no answer');
  return data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
