import type { GitHubClient } from '../client/github-client.js';

interface Remembered {
  etag: string;
  value: unknown;
}

const MOST = 20_000;
/** What was answered last, by who asked and for what. Lost with the process, which costs points and no more. */
const remembered = new Map<string, Remembered>();

export interface Told<T> {
  data: T;
  lastPage: number | null;
  hasNextPage: boolean;
}

/** Asks only whether something is new, where the answer is known: such a request costs nothing of the hour's limit. */
export async function readRemembered<T, V>(
  client: GitHubClient,
  route: string,
  parameters: Record<string, unknown>,
  pick: (told: Told<T>) => V,
): Promise<V> {
  const key = JSON.stringify([client.identity, route, parameters]);
  const known = remembered.get(key);
  const answer = await client.rest<T>(route, parameters, known?.etag ?? null);
  if (answer.isNotModified) return known?.value as V;
  const value = pick(answer);
  remembered.delete(key);
  if (answer.etag !== null) remembered.set(key, { etag: answer.etag, value });
  const [oldest] = remembered.keys();
  if (remembered.size > MOST && oldest !== undefined) remembered.delete(oldest);
  return value;
}
