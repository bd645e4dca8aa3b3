import { describeSearch, type IncidentRecord } from '@weir/metrics';

/*
 * An incident and a deployment that has to do with it share a token. Both sides make theirs in PostgreSQL, so that they agree on
 * what lower case is; an index holds no long text, so a long name is cut. Sharing one proves nothing: `assignIncidents` decides.
 */

const toName = (value: string) => `left(lower(${value}), 200)`;
const toSha = (value: string) => `left(lower(${value}), 7)`;

/** The last part of a service's name: `shop` of `acme/shop`. */
export const toBareService = (value: string): string => `left(lower(regexp_replace(${value}, '^.*/', '')), 200)`;

/** What a deployment can be called by, exactly as its index says it. */
export const namesOf = (alias: string): string =>
  `ARRAY[${['key', 'external_id', 'url', 'ref'].map((column) => toName(`${alias}.${column}`)).join(', ')}, ${toSha(`${alias}.sha`)}]`;

/** All tokens of a deployment: its names, its repository and its service. */
export const tokensOf = (alias: string, repository: string): string =>
  `${namesOf(alias)} || ('repository:' || ${toName(repository)}) || ('service:' || ${toBareService(`${alias}.service`)})`;

export interface Tokens {
  names: string[];
  shas: string[];
  repositories: string[];
  services: string[];
}

/** What an incident looks for, before PostgreSQL makes tokens of it. */
export function listTokens(incident: IncidentRecord): Tokens {
  const { service, ...search } = describeSearch(incident);
  return { ...search, services: service === null ? [] : [service.trim()] };
}

/** The tokens of the arrays of `Tokens`, given as expressions. */
export const tokensFrom = (given: Record<keyof Tokens, string>): string =>
  `ARRAY(SELECT ${toName('t')} FROM unnest(${given.names}) t UNION SELECT ${toSha('t')} FROM unnest(${given.shas}) t
    UNION SELECT 'repository:' || ${toName('t')} FROM unnest(${given.repositories}) t
    UNION SELECT 'service:' || ${toBareService('t')} FROM unnest(${given.services}) t)`;
