import { join } from 'node:path';
import { type PlannedCommit, type PlannedRef, writeRepository } from '../test/story/write-repository.js';

const MINUTE = 60_000;

/** A clone of so many commits: every third is a merge of the two before it, every sixtieth is tagged. */
export async function writeBenchClone(folder: string, commits: number, startAt: number): Promise<string> {
  const planned: PlannedCommit[] = [commitAt(0, [], startAt)];
  const tags: PlannedRef[] = [];
  for (let index = 1; index + 2 < commits; index += 3) {
    const tip = `k${index - 1}`;
    planned.push(commitAt(index, [tip], startAt), commitAt(index + 1, [`k${index}`], startAt));
    planned.push(commitAt(index + 2, [tip, `k${index + 1}`], startAt));
    if (index % 60 === 1) tags.push({ name: `v1.${tags.length}.0`, commit: `k${index + 2}` });
  }
  const path = join(folder, 'clone');
  await writeRepository(path, {
    commits: planned,
    branches: [{ name: 'main', commit: planned.at(-1)?.key ?? 'k0' }],
    tags,
  });
  return path;
}

function commitAt(index: number, parents: string[], startAt: number): PlannedCommit {
  const at = startAt + index * 20 * MINUTE;
  const message =
    parents.length > 1 ? `Merge pull request #${index} from bench/branch\n\nChange ${index}` : `Work ${index}`;
  return { key: `k${index}`, parents, author: `Person ${index % 50}`, authoredAt: at, committedAt: at, message };
}
