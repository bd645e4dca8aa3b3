import type { Chance } from './chance.js';

export const AUTHORS = [
  'mara-lindqvist',
  'tomasz-w',
  'priya-raman',
  'jonas-berg',
  'aiko-mori',
  'lucia-ferreira',
  'sam-oduya',
  'nina-kowal',
  'hugo-martin',
] as const;

const AREAS = ['checkout', 'search', 'basket', 'accounts', 'catalogue', 'images', 'orders', 'payments', 'shipping'];
const WORK = {
  feat: [
    'remember the delivery address',
    'show stock per store',
    'filter by size',
    'let guests track an order',
    'offer gift wrapping',
    'suggest similar items',
  ],
  fix: [
    'keep the basket after signing in',
    'round totals once',
    'stop double submits',
    'show the right currency',
    'handle an empty result',
    'close the menu on escape',
  ],
  refactor: [
    'split the price module',
    'drop the old cart store',
    'move queries next to their pages',
    'name the shipping steps',
  ],
  perf: ['load images when seen', 'cache the category tree', 'batch the price requests'],
  test: ['cover partial refunds', 'run the checkout journey'],
  docs: ['explain the order states', 'describe the local set-up'],
} as const;
type Kind = keyof typeof WORK;
const KINDS: Kind[] = ['feat', 'feat', 'feat', 'fix', 'fix', 'refactor', 'perf', 'test', 'docs'];
const PACKAGES = ['vite', 'react', 'fastify', 'zod', 'playwright-core', 'pg'];

/** A title in the conventional-commit way, from which the type of a change is told. */
export function titleOf(chance: Chance, byBot: boolean): { title: string; branch: string } {
  if (byBot) {
    const name = chance.pick(PACKAGES);
    return { title: `build(deps): update ${name}`, branch: `dependabot/${name}` };
  }
  const kind = chance.pick(KINDS);
  const area = chance.pick(AREAS);
  const what = chance.pick(WORK[kind]);
  return { title: `${kind}(${area}): ${what}`, branch: `${area}/${what.replaceAll(' ', '-')}` };
}
