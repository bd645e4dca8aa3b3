import { Refusal } from '../http/answer.js';
import { demand, type Viewer } from '../http/viewer.js';
import type { Limit } from '../http/rate-limits.js';
import type { Permission } from '../world/access-list.js';
import type { Repository } from '../world/repository.js';
import type { World } from '../world/world.js';
import type { Api } from './bodies/account-bodies.js';

/** A request to an endpoint, as its handler sees it. */
export interface RestCall {
  world: World;
  viewer: Viewer;
  /** Parts of the path, by GitHub's names for them. */
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: unknown;
  /** The address as asked for, to make those of other pages. */
  url: URL;
  api: Api;
  limits: { core: Limit; graphql: Limit };
}

export type RestHandler = (call: RestCall) => unknown;

/** A list of which only a page is answered. */
export class Page {
  constructor(
    readonly body: unknown,
    readonly links: string,
  ) {}
}

const PER_PAGE = 30;
const MOST_PER_PAGE = 100;

/** GitHub answers at most 100 of a list and names the other pages in `Link`. */
export function paged<T>(call: RestCall, all: readonly T[], toBody: (item: T) => unknown, wrap?: string): Page {
  const perPage = Math.min(numberOf(call.query.per_page, PER_PAGE), MOST_PER_PAGE);
  const page = numberOf(call.query.page, 1);
  const items = all.slice((page - 1) * perPage, page * perPage).map(toBody);
  const body = wrap === undefined ? items : { total_count: all.length, [wrap]: items };
  return new Page(body, linksOf(call.url, page, Math.ceil(all.length / perPage)));
}

function numberOf(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}

function linksOf(url: URL, page: number, last: number): string {
  const to = (other: number, rel: string) => {
    const address = new URL(url);
    address.searchParams.set('page', String(other));
    return `<${address.href}>; rel="${rel}"`;
  };
  const backward = page > 1 ? [to(page - 1, 'prev'), to(1, 'first')] : [];
  const forward = page < last ? [to(page + 1, 'next'), to(last, 'last')] : [];
  return [...backward, ...forward].join(', ');
}

/** Asked for by a name it no longer has: GitHub sends on to its number. */
export class Moved extends Error {
  constructor(readonly repository: Repository) {
    super(`Moved to ${repository.nameWithOwner}`);
  }
}

/** The repository the path names, if this viewer may read this of it. */
export function repositoryOf({ world, viewer, params }: RestCall, permission: Permission = 'metadata'): Repository {
  const name = `${params.owner}/${params.repo}`;
  const repository = found(world.findRepository(name));
  demand(viewer, repository, permission);
  if (repository.nameWithOwner.toLowerCase() !== name.toLowerCase()) throw new Moved(repository);
  return repository;
}

export const missing = () => new Refusal(404, 'Not Found', 'NOT_FOUND');

/** The thing, or GitHub's 404. */
export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw missing();
  return thing;
}
