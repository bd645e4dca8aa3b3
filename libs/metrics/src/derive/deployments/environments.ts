import type { DerivationRules } from '../../rules.js';

const PRODUCTION_WORDS = new Set(['prod', 'production', 'live']);
const OTHER_WORDS = /^(pre|non|not|stag(e|ing)?|tests?|testing|dev|devel|development|qa|sandbox|preview)$/;

/** Whether an environment is production: as set, else by the words of its name (`prod-eu` is, `pre-prod` and `prod-test` are not). */
export function isProductionEnvironment(name: string, rules: Pick<DerivationRules, 'productionEnvironments'>): boolean {
  const set = Object.entries(rules.productionEnvironments).find(([key]) => key.toLowerCase() === name.toLowerCase());
  if (set) return set[1];
  const words = splitWords(name);
  return words.some((word) => PRODUCTION_WORDS.has(word)) && !words.some((word) => OTHER_WORDS.test(word));
}

/** Words end at signs, digits and humps: `euProd2` is `eu`, `prod`. */
function splitWords(name: string): string[] {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^A-Za-z]+/);
  return words.filter((word) => word !== '').map((word) => word.toLowerCase());
}
