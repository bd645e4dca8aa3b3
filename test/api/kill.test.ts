import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, removeFolder, runWeir, spawnWeir, startWeir } from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chance } from '../story/chance.js';
import { tellStory } from '../story/story.js';
import { writeStory } from '../story/write-story.js';
import { readTables } from './fact-tables.js';
import { processesIn } from './process-list.js';
import { strike, VICTIMS } from './strike.js';

const MOMENTS = process.env.WEIR_TEST_LONG === '1' ? 20 : 3;
const END_OF_STORY = Date.parse('2026-05-01T00:00:00Z');

/** Random moments, but the same at every run, spread over the time that the undisturbed work takes. */
const KILLS = Array.from({ length: MOMENTS }, (_, index) => ({
  victim: VICTIMS[index % VICTIMS.length] ?? 'both',
  part: (index + new Chance(index + 1).next()) / MOMENTS,
}));

describe('kill -9', () => {
  let folder: string;
  let empty: string;
  let clone: string;
  let undisturbed: Record<string, string[]>;
  let syncMilliseconds = 0;
  let startMilliseconds = 0;

  beforeAll(async () => {
    folder = await makeFolder();
    clone = (await writeStory(tellStory(END_OF_STORY), join(folder, 'story'))).clone;
    empty = join(folder, 'empty');
    await (await startWeir({ home: empty })).stop();
    const whole = copy(empty, 'whole');
    const started = Date.now();
    expect((await sync(whole)).code).toBe(0);
    syncMilliseconds = Date.now() - started;
    undisturbed = await readTables(whole);
    expect(undisturbed.change_fact?.length).toBeGreaterThan(500);
  });
  afterAll(() => removeFolder(folder));

  function copy(from: string, name: string): string {
    const home = join(folder, name);
    execFileSync('cp', ['-a', from, home]);
    return home;
  }

  const sync = (home: string) => runWeir(['sync', '--git', clone, '--wait'], { home });

  it.each(KILLS)('of $victim at $part of a sync loses nothing and repeats nothing', async ({ victim, part }) => {
    const home = copy(empty, `sync-${part.toFixed(3)}`);
    const running = spawnWeir(['sync', '--git', clone, '--wait'], { home });
    await sleep(part * syncMilliseconds);
    strike(victim, running.pid, home);
    running.kill('SIGKILL');
    await running.ended;
    const { code, stderr } = await sync(home);
    expect(code, stderr).toBe(0);
    expect(await readTables(home)).toEqual(undisturbed);
    await removeFolder(home);
  });

  it.each(KILLS)('of $victim at $part of a start is mended by the next start', async ({ victim, part }) => {
    const home = copy(join(folder, 'whole'), `start-${part.toFixed(3)}`);
    startMilliseconds ||= await timeOfStart(copy(empty, 'timed'));
    const running = spawnWeir(['start'], { home });
    await sleep(part * startMilliseconds);
    strike(victim, running.pid, home);
    running.kill('SIGKILL');
    await running.ended;
    const server = await startWeir({ home });
    await server.stop();
    expect(processesIn(home)).toEqual([]);
    expect(await readTables(home)).toEqual(undisturbed);
    await removeFolder(home);
  });
});

async function timeOfStart(home: string): Promise<number> {
  const started = Date.now();
  const server = await startWeir({ home });
  const milliseconds = Date.now() - started;
  await server.stop();
  return milliseconds;
}
