import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  makeFolder,
  removeFolder,
  runWeir,
  spawnWeir,
  startGitHub,
  startWeir,
  type StandInGitHub,
} from '@weir/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTables } from './fact-tables.js';
import { makeWorld, TOKEN } from './github-world.js';
import { strike, VICTIMS } from './strike.js';

const MOMENTS = process.env.WEIR_TEST_LONG === '1' ? 10 : 4;
const CHANGES = 110;
/** Slow enough for a kill to come before the next answer. */
const DELAY_MS = 60;

/** After so large a part of the requests that an undisturbed sync makes. */
const KILLS = Array.from({ length: MOMENTS }, (_, index) => ({
  victim: VICTIMS[index % VICTIMS.length] ?? 'both',
  part: (index + 0.6) / MOMENTS,
}));

describe('kill -9 while GitHub is read', () => {
  let folder: string;
  let github: StandInGitHub;
  let env: Record<string, string>;
  let undisturbed: Record<string, string[]>;
  let requests: number;

  beforeAll(async () => {
    folder = await makeFolder();
    github = await startGitHub(makeWorld({ repositories: ['shop', 'search', 'billing'], changes: CHANGES }));
    github.faults.always({ delayMs: DELAY_MS });
    env = { GITHUB_API_URL: github.apiUrl, GITHUB_TOKEN: TOKEN, WEIR_SYNC_MINUTES: '0' };
    await (await startWeir({ home: join(folder, 'empty') })).stop();
    const whole = copyOfEmpty('whole');
    const { code, stderr } = await sync(whole);
    expect(code, stderr).toBe(0);
    requests = github.requests.total;
    undisturbed = await readTables(whole);
    expect(undisturbed.change_fact).toHaveLength(3 * CHANGES);
  });
  afterAll(async () => {
    await removeFolder(folder);
    await github.stop();
  });
  beforeEach(() => github.requests.reset());

  function copyOfEmpty(name: string): string {
    const home = join(folder, name);
    execFileSync('cp', ['-a', join(folder, 'empty'), home]);
    return home;
  }

  const ARGS = ['sync', '--github', 'acme', '--wait'];
  const sync = (home: string) => runWeir(ARGS, { home, env });

  async function untilAsked(count: number): Promise<void> {
    for (const deadline = Date.now() + 60_000; github.requests.total < count; await sleep(5))
      if (Date.now() > deadline) throw new Error(`Only ${github.requests.total} of ${count} requests came.`);
  }

  it.each(KILLS)(
    'of $victim after $part of the requests loses nothing and repeats nothing',
    async ({ victim, part }) => {
      const home = copyOfEmpty(`killed-${part.toFixed(2)}`);
      const running = spawnWeir(ARGS, { home, env });
      await untilAsked(Math.max(1, Math.floor(part * requests)));
      strike(victim, running.pid, home);
      running.kill('SIGKILL');
      await running.ended;
      const { code, stderr } = await sync(home);
      expect(code, stderr).toBe(0);
      expect(await readTables(home)).toEqual(undisturbed);
      await removeFolder(home);
    },
  );
});
