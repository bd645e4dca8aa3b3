import type { Chance } from './chance.js';
import type { Service } from './services.js';

const WORK = {
  feat: [
    'show {area} in the back office',
    'add a switch for {area}',
    'log who changed {area}',
    'let support look up {area}',
    'move {area} behind a flag',
    'page through {area}',
    'validate {area} earlier',
    'send events for {area}',
    'measure {area} per region',
    'translate {area}',
    'filter {area} by date',
    'undo changes of {area}',
  ],
  fix: [
    'stop double submits in {area}',
    'handle an empty answer in {area}',
    'keep the order of {area} stable',
    'retry {area} after a timeout',
    'rounding in {area}',
    'time zones in {area}',
    'escape names in {area}',
    'close connections in {area}',
    'wrong status in {area}',
    'race in {area}',
  ],
  refactor: [
    'split the module of {area}',
    'name the steps of {area}',
    'move queries next to {area}',
    'drop the old store of {area}',
    'make {area} pure',
  ],
  perf: ['cache {area}', 'batch the requests of {area}', 'read {area} in one query'],
  test: ['cover the edge cases of {area}', 'run {area} against a real database'],
  docs: ['explain {area}', 'describe the set-up of {area}'],
  ci: ['run the checks of {area} in parallel', 'build {area} once'],
} as const;

type Kind = keyof typeof WORK;

const KINDS: readonly (readonly [Kind, number])[] = [
  ['feat', 42],
  ['fix', 25],
  ['refactor', 13],
  ['perf', 5],
  ['test', 7],
  ['docs', 5],
  ['ci', 3],
];

export interface Wording {
  title: string;
  branch: string;
  labels: string[];
}

const LABELS: Partial<Record<Kind, string>> = { feat: 'feature', fix: 'bug', refactor: 'tech-debt' };

/** A title in the conventional-commit way, from which the type of a change is told; some teams label too. */
export function wordWork({ areas, team }: Service, chance: Chance): Wording {
  const [kind] = chance.pickWeighted(KINDS, ([, weight]) => weight) ?? ['feat'];
  const area = chance.pick(areas);
  const what = chance.pick(WORK[kind]).replace('{area}', area);
  const label = LABELS[kind];
  return {
    title: `${kind}: ${what}`,
    branch: `${kind}/${toSlug(what)}`,
    labels: label !== undefined && team !== 'platform' && chance.happens(0.8) ? [label] : [],
  };
}

const PACKAGES = [
  'fastify',
  'zod',
  'pino',
  'undici',
  'vitest',
  'typescript',
  'kafkajs',
  'pg',
  'react',
  'vite',
  'eslint',
];

export function wordUpdate({ updates }: Service, chance: Chance): Wording {
  const name = chance.pick(PACKAGES);
  const [major, minor, patch] = [1, 0, 0].map((least) => least + Math.floor(chance.between(0, 9)));
  const title =
    updates === 'dependabot[bot]'
      ? `build(deps): bump ${name} from ${major}.${minor}.${patch} to ${major}.${minor}.${(patch ?? 0) + 1}`
      : `chore(deps): update dependency ${name} to v${major}.${(minor ?? 0) + 1}.0`;
  const branch = updates === 'dependabot[bot]' ? `dependabot/npm_and_yarn/${name}` : `renovate/${name}`;
  return { title, branch: `${branch}-${major}.${minor}.${patch}`, labels: ['dependencies'] };
}

const WISHES = [
  ['{Area}: a way to correct mistakes', 'feature'],
  ['{Area}: wrong order on small screens', 'bug'],
  ['{Area}: late answers on Monday mornings', 'bug'],
  ['Tell support of failures in {area}', 'feature'],
  ['{Area}: two places know the same rule', 'tech-debt'],
  ['Measure the use of {area}', 'feature'],
  ['{Area}: wrong totals after a partial return', 'bug'],
] as const;

export function wordIssue({ areas }: Service, chance: Chance): { title: string; labels: string[] } {
  const [wish, label] = chance.pick(WISHES);
  const area = chance.pick(areas);
  const title = wish.replace('{area}', area).replace('{Area}', area.charAt(0).toUpperCase() + area.slice(1));
  return { title, labels: [label] };
}

const TROUBLES = [
  '502 from {area}',
  '{Area}: empty for some people',
  'Errors in {area} since the last release',
  '{Area}: ten seconds to answer',
  'Half of the requests to {area} time out',
  'Wrong figures in {area}',
];

export function wordTrouble({ areas }: Service, chance: Chance): string {
  const area = chance.pick(areas);
  return chance
    .pick(TROUBLES)
    .replace('{area}', area)
    .replace('{Area}', area.charAt(0).toUpperCase() + area.slice(1));
}

export function wordAlarm({ areas }: Service, chance: Chance): { title: string; labels: string[] } {
  return { title: `Alarm: errors in ${chance.pick(areas)}`, labels: ['incident', 'sev3'] };
}

const MENDS = [
  'guard against missing values in {area}',
  'restore the old rule of {area}',
  'cap the query of {area}',
  'close the pool of {area}',
  'skip broken rows in {area}',
];

export function wordMend({ areas }: Service, chance: Chance): string {
  return chance.pick(MENDS).replace('{area}', chance.pick(areas));
}

export function toSlug(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

export const COMMIT_TEXTS = [
  'first version',
  'tests',
  'name things',
  'handle errors',
  'tidy up',
  'wire it up',
  'types',
];
export const ANSWER_TEXTS = ['review comments', 'simplify as suggested', 'more tests', 'rename after review'];
