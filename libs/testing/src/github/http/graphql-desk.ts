import { answerQuestion, ask, repositoriesIn, type GraphqlBody, type Question } from '../graphql/execute.js';
import type { Repository } from '../world/repository.js';
import type { World } from '../world/world.js';
import { Refusal, type Answer } from './answer.js';
import type { Desk } from './desk.js';
import type { FaultOptions } from './faults.js';
import { partialError } from './trouble.js';
import type { Viewer } from './viewer.js';

export interface GraphqlRequest {
  question: Question | null;
  /** Why there is no question. */
  refused: GraphqlBody | null;
  repositories: string[];
}

export function prepareGraphql(body: unknown, world: World): GraphqlRequest {
  const { query, variables } = (body ?? {}) as { query?: string; variables?: Record<string, unknown> };
  if (typeof query !== 'string') {
    const message = 'A query attribute must be specified and must be a string.';
    return { question: null, refused: { errors: [{ message }] }, repositories: [] };
  }
  const asked = ask(query, variables ?? {});
  if (!('document' in asked)) return { question: null, refused: asked, repositories: [] };
  return { question: asked, refused: null, repositories: repositoriesIn(asked, world) };
}

export async function answerGraphql(
  desk: Desk,
  viewer: Viewer,
  { question, refused }: GraphqlRequest,
  fault: FaultOptions | null,
): Promise<Answer> {
  if (!viewer.token) {
    throw new Refusal(401, 'This endpoint requires you to be authenticated.', 'UNAUTHENTICATED');
  }
  if (!question) return { status: 200, headers: {}, body: refused };
  const limit = desk.limits.of(viewer, 'graphql');
  const { points } = question.cost;
  const spent = { ...limit, used: limit.used + points, remaining: Math.max(0, limit.remaining - points) };
  const asking = { world: desk.world, viewer, cost: question.cost, limit: spent, strike: striking(fault) };
  const body = await answerQuestion(question, asking, (message) => desk.mistakes.push(message));
  return { status: 200, headers: singleSignOnHeader(body), body };
}

function striking(fault: FaultOptions | null): (repository: Repository) => void {
  const error = fault && partialError(fault);
  return ({ nameWithOwner }) => {
    if (error && fault?.repository?.toLowerCase() === nameWithOwner.toLowerCase()) throw error;
  };
}

function singleSignOnHeader({ errors = [] }: GraphqlBody): Record<string, string> {
  const isDemanded = errors.some(
    ({ extensions }) => (extensions as { saml_failure?: boolean } | undefined)?.saml_failure,
  );
  return isDemanded
    ? { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=AZSCKL4B' }
    : {};
}
