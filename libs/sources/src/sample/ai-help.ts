import { along } from './along.js';
import { Chance } from './chance.js';
import type { Person } from './people.js';

/** The login under which the coding agent opens its own pull requests; its account is a bot's. */
export const AGENT = 'Copilot';

/** What GitHub's own reviewer leaves on storefront's pull requests since then. */
export const REVIEWING_BOT = 'copilot-pull-request-reviewer[bot]';
export const REVIEWING_BOT_SINCE_WEEK = -30;

const TRAILERS = [
  'Co-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>',
  'Co-Authored-By: Claude <noreply@anthropic.com>',
  'Co-authored-by: Cursor <cursoragent@cursor.com>',
] as const;

/** A habit spreads: a few at first, about two of five changes in the end. */
const spread = along([
  [-78, 0.03],
  [-52, 0.11],
  [-26, 0.3],
  [0, 0.52],
  [26, 0.6],
]);
const agentSpread = along([
  [-30, 0],
  [0, 0.045],
]);

/** The trailer that a change of somebody carries when it was written with an assistant; null when it was not. */
export function findTrailer(
  person: Person,
  week: number,
  { seed, chance }: { seed: number; chance: Chance },
): string | null {
  const habit = new Chance(seed, 'assistant', person.login);
  const liking = habit.between(0.25, 1.15);
  const favourite = habit.pickWeighted(TRAILERS, (trailer) => (trailer.includes('Copilot') ? 5 : 3)) ?? TRAILERS[0];
  return chance.happens(liking * spread(week)) ? favourite : null;
}

export function isByAgent(week: number, chance: Chance): boolean {
  return chance.happens(agentSpread(week));
}
