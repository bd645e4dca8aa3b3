import { World } from '../world/world.js';
import { Deliveries } from './deliver-changes.js';
import { drawFrom } from './draw.js';
import { makeChange } from './make-change.js';
import { planChanges } from './plan-changes.js';
import { planRepositories } from './plan-repositories.js';

const DAY_MS = 86_400_000;

export interface LargeOrganisation {
  owner?: string;
  repositories?: number;
  /** Over all of them. */
  pullRequests?: number;
  /** How far it goes back. */
  days?: number;
  seed?: number;
  /** When it ends. */
  now: number;
  /** The clock of the world; absent: it stands still at the end. */
  clock?: () => number;
}

/**
 * An organisation as large as the budgets of the benchmark ask for: pull requests of people and bots, drafts, reviews also after
 * the merge, squash, merge and rebase, deployments with failed attempts, workflow runs, releases, incidents. The same for the
 * same seed.
 */
export function makeLargeOrganisation(options: LargeOrganisation): World {
  const {
    owner = 'acme',
    repositories = 20,
    pullRequests = 10_000,
    days = 360,
    seed = 1,
    now,
    clock = () => now,
  } = options;
  const [from, to] = [now - days * DAY_MS, now];
  const world = new World({ now: clock, beginning: from - 30 * DAY_MS });
  const draw = drawFrom(seed);
  world.organisation(owner);
  for (const plan of planRepositories(repositories, pullRequests)) {
    world.team(`${owner}/${plan.name}-team`, plan.people);
    const repository = world.repository(`${owner}/${plan.name}`, { private: true });
    const deliveries = new Deliveries(draw, repository, plan);
    for (const change of planChanges(draw, plan.changes, [from, to])) {
      const pull = makeChange(draw, repository, plan, change);
      if (pull.state === 'MERGED') deliveries.afterMerge(pull);
    }
  }
  return world;
}
