import type { TypedDocumentString } from './generated/graphql.js';

/** The server refused or failed; `message` is its sentence for a person. */
export class RequestError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
    this.name = 'RequestError';
  }
}

const UNREACHABLE = 'Weir does not answer. Look whether it still runs in the terminal, then try again.';
const SIGNED_OUT_CODES = new Set(['UNAUTHENTICATED', 'UNAUTHORIZED', 'NOT_SIGNED_IN', 'SIGNED_OUT']);

/** True when the answer means: nobody is signed in here. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof RequestError && SIGNED_OUT_CODES.has(error.code);
}

/** One GraphQL operation over HTTP; throws `RequestError` unless the answer is whole. */
export async function request<TResult, TVariables>(
  document: TypedDocumentString<TResult, TVariables>,
  variables: TVariables,
  signal?: AbortSignal,
): Promise<TResult> {
  const response = await send(document.toString(), variables, signal);
  const answer = await readAnswer<TResult>(response);
  const [error] = answer.errors ?? [];
  if (response.status === 401) throw new RequestError('You are not signed in.', 'UNAUTHENTICATED');
  if (error) throw new RequestError(error.message, error.extensions?.code ?? 'FAILED');
  if (!answer.data) throw new RequestError(`Weir answered ${response.status} without data.`, 'FAILED');
  return answer.data;
}

async function send(query: string, variables: unknown, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify({ query, variables }),
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RequestError(UNREACHABLE, 'UNREACHABLE');
  }
}

interface Answer<TResult> {
  data?: TResult | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

async function readAnswer<TResult>(response: Response): Promise<Answer<TResult>> {
  try {
    return (await response.json()) as Answer<TResult>;
  } catch {
    if (response.status === 401) return {};
    throw new RequestError(response.ok ? 'Weir sent an answer that cannot be read.' : UNREACHABLE, 'UNREACHABLE');
  }
}
