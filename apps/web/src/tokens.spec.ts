// @vitest-environment node
import { readFileSync } from 'node:fs';
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
  type Color,
} from 'culori';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
type Theme = 'light' | 'dark';
type Filter = (color: Color) => Color | undefined;

const STAGES = ['coding', 'pickup', 'review', 'merge', 'deploy', 'release'];
const THEMES: Theme[] = ['light', 'dark'];

/** Machado 2009 at full severity. */
const SEEN_AS: [string, Filter][] = [
  ['normal', (color) => color],
  ['protanopia', filterDeficiencyProt(1)],
  ['deuteranopia', filterDeficiencyDeuter(1)],
  ['tritanopia', filterDeficiencyTrit(1)],
];

function token(name: string, theme: Theme): Color {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const color = parse(found?.[theme === 'light' ? 1 : 2] ?? '');
  if (!color) throw new Error(`tokens.css has no colour --${name}`);
  return color;
}

function contrast(ink: string, ground: string, theme: Theme): number {
  return wcagContrast(token(ink, theme), token(ground, theme));
}

function distances(theme: Theme, filter: Filter): { neighbours: number; anyTwo: number } {
  const seen = STAGES.map((stage) => filter(token(stage, theme)));
  const distance = differenceCiede2000();
  const all = seen.flatMap((a, i) =>
    seen.slice(i + 1).map((b, j) => ({ isNeighbour: j === 0, value: a && b ? distance(a, b) : 0 })),
  );
  return {
    neighbours: Math.min(...all.filter(({ isNeighbour }) => isNeighbour).map(({ value }) => value)),
    anyTwo: Math.min(...all.map(({ value }) => value)),
  };
}

const TEXT_ON_GROUND: [string, string[]][] = [
  ['ink', ['panel', 'bg', 'rail-bg', 'sunk', 'accent-bg', 'selected', 'good-bg', 'warn-bg', 'bad-bg']],
  ['ink-2', ['panel', 'bg', 'rail-bg', 'sunk', 'accent-bg', 'selected']],
  ['ink-3', ['panel', 'bg', 'rail-bg', 'sunk']],
  ['accent', ['panel', 'bg', 'accent-bg']],
  ['good', ['panel', 'bg', 'good-bg']],
  ['warn', ['panel', 'bg', 'warn-bg']],
  ['bad', ['panel', 'bg', 'bad-bg']],
  ['on-accent', ['accent']],
];

describe.each(THEMES)('tokens in %s', (theme) => {
  it.each(TEXT_ON_GROUND.flatMap(([ink, grounds]) => grounds.map((ground) => [ink, ground] as const)))(
    '%s can be read on %s',
    (ink, ground) => {
      expect(contrast(ink, ground, theme)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(STAGES)('%s stands out from the panel and carries its text', (stage) => {
    expect(contrast(stage, 'panel', theme)).toBeGreaterThanOrEqual(3);
    expect(contrast(`on-${stage}`, stage, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it('has points and focus that can be seen', () => {
    expect(contrast('dot', 'panel', theme)).toBeGreaterThanOrEqual(3);
    expect(contrast('accent', 'rail-bg', theme)).toBeGreaterThanOrEqual(3);
  });

  it.each(SEEN_AS)('keeps stages apart as seen with %s vision', (_name, filter) => {
    const { neighbours, anyTwo } = distances(theme, filter);
    expect(neighbours).toBeGreaterThanOrEqual(20);
    expect(anyTwo).toBeGreaterThanOrEqual(10);
  });
});

describe('the measured table of the design', () => {
  it.each([
    ['light', 'normal', 23.4, 23.4],
    ['light', 'protanopia', 24.5, 11.9],
    ['light', 'deuteranopia', 21.9, 10.6],
    ['light', 'tritanopia', 22.6, 12.1],
    ['dark', 'normal', 30.8, 16.8],
    ['dark', 'protanopia', 26.4, 12.1],
    ['dark', 'deuteranopia', 28.8, 11.0],
    ['dark', 'tritanopia', 23.9, 15.4],
  ] as const)('holds in %s for %s', (theme, name, neighbours, anyTwo) => {
    const filter = SEEN_AS.find(([known]) => known === name)?.[1] ?? ((color) => color);
    const measured = distances(theme, filter);
    expect(measured.neighbours).toBeCloseTo(neighbours, 0);
    expect(measured.anyTwo).toBeCloseTo(anyTwo, 0);
  });
});
