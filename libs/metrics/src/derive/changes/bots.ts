import type { DerivationRules } from '../../rules.js';

export type IsBot = (login: string | null, accountIsBot: boolean | null) => boolean;

/** The bot rule: the account's type, a login ending in `[bot]`, or listed in the settings. */
export function makeIsBot(rules: DerivationRules): IsBot {
  const listed = new Set(rules.botLogins.map((login) => login.toLowerCase()));
  return (login, accountIsBot) => {
    if (accountIsBot === true) return true;
    const name = login?.toLowerCase() ?? '';
    return name.endsWith('[bot]') || listed.has(name);
  };
}
