import { symlink } from 'node:fs/promises';
import { relative } from 'node:path';
import { describeSource, type GitHistory, GitRepository, type SourceFixture } from '@weir/testing';
import { openGitSource } from './git-source.js';

const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;

/** A line of commits with a merged branch every tenth and a tag every hundredth; larger than two batches. */
function tellLongStory(history: GitHistory, from: number, count: number): void {
  for (let index = from; index < from + count; index += 1) {
    const at = START + index * HOUR;
    history.checkout('main').commit(`change ${index}`, { at, author: `Author ${index % 7}` });
    if (index % 10 === 0) {
      history.branch(`topic-${index}`).commit(`work ${index}`, { at: at + 1000 });
      history.checkout('main').merge(`topic-${index}`, `Merge branch 'topic-${index}'`, { at: at + 2000 });
    }
    if (index % 100 === 0) history.tag(`v1.${index}.0`, index % 200 === 0 ? { at: at + 3000 } : {});
  }
}

async function createFixture(): Promise<SourceFixture> {
  const repository = await GitRepository.create((history) => tellLongStory(history, 0, 4100), {
    remote: 'https://someone:hunter2@github.com/acme/storefront.git',
  });
  const worktree = `${repository.path}-linked`;
  await repository.git('worktree', 'add', '--quiet', '--detach', worktree);
  await symlink(repository.path, `${repository.path}-by-link`);
  const open = (path: string) => openGitSource({ path });
  return {
    open: () => open(repository.path),
    openOtherwise: [
      () => open(`${repository.path}/`),
      () => open(relative(process.cwd(), repository.path)),
      () => open(`${repository.path}-by-link`),
      () => open(worktree),
      () => open(`${repository.path}/.git`),
      () => openGitSource({ path: repository.path, name: 'other/name', branch: 'main' }),
    ],
    grow: () => repository.add((history) => tellLongStory(history, 4100, 11)),
    subjects: ['CHANGES', 'COMMITS', 'DEPLOYMENTS'],
    secrets: ['hunter2'],
    now: Date.UTC(2027, 0, 1),
    remove: () => repository.remove(),
  };
}

describeSource('A git clone', createFixture);
