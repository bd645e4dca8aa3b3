import { expect, test } from 'vitest';
import { FigureCache } from './figure-cache.js';

/** Asks for a figure of so many points; true when it had to be computed. */
async function ask(cache: FigureCache, name: string, points = 1): Promise<boolean> {
  let isComputed = false;
  const compute = () => Promise.resolve((isComputed = true));
  await cache.get([name], compute, () => points);
  return isComputed;
}

test('keeps figures, and lets the one go that was asked for longest ago', async () => {
  const cache = new FigureCache(2);
  expect(await ask(cache, 'a')).toBe(true);
  expect(await ask(cache, 'b')).toBe(true);
  expect(await ask(cache, 'a')).toBe(false);
  await ask(cache, 'c');
  expect(await ask(cache, 'a')).toBe(false);
  expect(await ask(cache, 'b')).toBe(true);
});

test('large figures push out many small ones, and the largest is not kept at all', async () => {
  const cache = new FigureCache(100, 10);
  for (const name of ['a', 'b', 'c']) await ask(cache, name, 3);
  await ask(cache, 'large', 7);
  expect(await ask(cache, 'large', 7)).toBe(false);
  expect(await ask(cache, 'c', 3)).toBe(false);
  expect(await ask(cache, 'a', 3)).toBe(true);
  await ask(cache, 'huge', 11);
  expect(await ask(cache, 'huge', 11)).toBe(true);
  expect(await ask(cache, 'a', 3)).toBe(false);
});

test('shares what is being computed, and forgets what failed', async () => {
  const cache = new FigureCache();
  const [one, other] = [cache.get(['a'], () => Promise.resolve({})), cache.get(['a'], () => Promise.resolve({}))];
  expect(await one).toBe(await other);
  await expect(cache.get(['b'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await cache.get(['b'], () => Promise.resolve(1))).toBe(1);
});
