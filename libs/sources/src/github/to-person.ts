import type { Actor } from './reading/payloads.js';

const ENDING = '[bot]';

/** GraphQL calls a bot `dependabot`, everything else of GitHub calls it `dependabot[bot]`: one name for one account. */
export function toLogin(actor: Actor | null): string | null {
  if (actor === null) return null;
  return isBot(actor) && !actor.login.endsWith(ENDING) ? `${actor.login}${ENDING}` : actor.login;
}

/** Null where the account was deleted. */
export function toIsBot(actor: Actor | null): boolean | null {
  return actor === null ? null : isBot(actor);
}

const isBot = ({ __typename }: Actor): boolean => __typename === 'Bot';
