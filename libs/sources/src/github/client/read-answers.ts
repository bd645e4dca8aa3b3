import { RequestError } from '@octokit/request-error';
import type { Octokit } from '@octokit/rest';
import type { Instant } from '@weir/metrics';
import type { Budget } from './budget.js';
import { isTooHeavy, tooHeavy } from './heavy-query.js';
import type { Resource } from './rate-limit.js';

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
      const data = await readBody(answer, options);
      answering.budget.note(resource, answer.headers, answering.now());
      if (isShrinkable(options) && isTooHeavy(data)) throw tooHeavy(answering.host);
      return { ...answer, data };
    } catch (error) {
      if (error instanceof RequestError && error.response)
        answering.budget.note(resource, error.response.headers, answering.now());
      if (isShrinkable(options) && isTooHeavy(error)) throw tooHeavy(answering.host);
      throw error;
    }
  });
};

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
    throw new RequestError('The answer is broken', 500, { request: toRequest(options), cause: cause as Error });
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

function toRequest({ method, url, headers, request }: RequestOptions) {
  return { method, url, headers, request };
}
