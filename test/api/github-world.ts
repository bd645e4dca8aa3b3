import { World } from '@weir/testing';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PEOPLE = ['ana', 'bo', 'cleo'];

export interface WorldSize {
  repositories: string[];
  /** Of each. */
  changes: number;
}

/** By which the stand-in knows the tests. */
export const TOKEN = 'ghp_whatOnlyTheTestsKnow1234567890';

/**
 * An organisation whose repositories merge a change every twelve hours, up to yesterday: opened, approved two hours later, merged
 * two hours after that, and every third deployed an hour on. By the real clock, because limits end by it.
 */
export function makeWorld({ repositories, changes }: WorldSize): World {
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  const world = new World({ beginning: now - 300 * DAY });
  world.access.token(TOKEN, { login: 'ana' });
  world.organisation('acme');
  for (const name of repositories) {
    for (let index = 0; index < changes; index += 1)
      mergeChange(world, name, now - DAY - (changes - index) * 12 * HOUR);
  }
  return world;
}

/** What one change looks like; also for those that come later. */
export function mergeChange(world: World, name: string, at: number, owner = 'acme'): void {
  const repository = world.repository(`${owner}/${name}`);
  const which = repository.pulls.size;
  const by = PEOPLE[which % PEOPLE.length];
  const pull = repository.pullRequest({
    by,
    at,
    title: `Change ${which}`,
    commits: [{ by, at, message: `Change ${which}` }],
  });
  pull.review({ by: PEOPLE[(which + 1) % PEOPLE.length], at: at + 2 * HOUR });
  pull.merge({ by, at: at + 4 * HOUR });
  if (which % 3 !== 0) return;
  const deployment = repository.deploy({ by, sha: pull.mergeSha ?? '', environment: 'production', at: at + 5 * HOUR });
  deployment.status({ state: 'SUCCESS', at: at + 5 * HOUR + 60_000 });
}
