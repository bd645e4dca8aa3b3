import type { GitHubClient } from './github-client.js';

const MOST_PER_PAGE = 100;

/** All of a list: the first page says how many there are, the others are read side by side. */
export async function readAllPages<T>(
  client: GitHubClient,
  route: string,
  parameters: Record<string, unknown>,
  mostPages = Infinity,
): Promise<T[]> {
  const read = (page: number) => client.rest<T[]>(route, { ...parameters, per_page: MOST_PER_PAGE, page });
  const first = await read(1);
  if (first.isNotModified) return [];
  const last = Math.min(first.lastPage ?? 1, mostPages);
  const others = await Promise.all(Array.from({ length: last - 1 }, (_, index) => read(index + 2)));
  return [first, ...others].flatMap((answer) => (answer.isNotModified ? [] : answer.data));
}
