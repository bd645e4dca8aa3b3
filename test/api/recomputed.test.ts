import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellStory } from '../story/story.js';
import { writeStory } from '../story/write-story.js';
import { figuresOf } from './figures.js';
import { Workspace } from './workspace.js';

const RECOMPUTE = fileURLToPath(new URL('../independent/recompute.mjs', import.meta.url));
const RANGE = { from: '2026-01-05T00:00:00.000Z', to: '2026-04-06T00:00:00.000Z' };

interface Recomputed {
  releases: { count: number; perDay: number };
  withoutBots: {
    mergedChanges: number;
    cycleTime: { median: number; sampleSize: number };
    changeLeadTime: { median: number; sampleSize: number };
  };
}

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.open();
});
afterAll(() => workspace.close());

it('a clone has the figures that a script without any of our code computes from `git log`', async () => {
  const { clone } = await writeStory(tellStory(Date.parse('2026-05-01T00:00:00Z')), join(workspace.folder, 'story'));
  await workspace.add('GIT', { path: clone });
  const keys = ['PULL_REQUESTS_MERGED', 'CYCLE_TIME', 'CHANGE_LEAD_TIME', 'DEPLOYMENT_FREQUENCY'];
  const figures = await figuresOf(workspace, keys, RANGE);
  const printed = execFileSync(process.execPath, [RECOMPUTE, '--git', clone, '--from', RANGE.from, '--to', RANGE.to]);
  const { releases, withoutBots } = JSON.parse(printed.toString()) as Recomputed;
  expect(withoutBots.mergedChanges).toBeGreaterThan(200);
  expect(figures.PULL_REQUESTS_MERGED?.value).toBe(withoutBots.mergedChanges);
  expect(figures.CYCLE_TIME).toMatchObject({
    value: withoutBots.cycleTime.median,
    sampleSize: withoutBots.cycleTime.sampleSize,
  });
  expect(figures.CHANGE_LEAD_TIME).toMatchObject({
    value: withoutBots.changeLeadTime.median,
    sampleSize: withoutBots.changeLeadTime.sampleSize,
  });
  expect(figures.DEPLOYMENT_FREQUENCY?.sampleSize).toBe(releases.count);
  expect(figures.DEPLOYMENT_FREQUENCY?.value).toBeCloseTo(releases.perDay, 10);
});
