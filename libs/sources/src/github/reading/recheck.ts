import type { RepositoryBatch } from '@weir/metrics';
import { keepDeployments } from './deployment-reading.js';
import type { RepositoryPages } from './pages.js';
import { tellGone } from './reconciliation.js';
import { type Situation, toldOf } from './repository-state.js';
import type { Turn } from './repository-reader.js';

const AT_ONCE = 100;

/** Looks at unfinished and recent deployments again, of all repositories together, a hundred a request. */
export async function* recheckDeployments(situations: Situation[], pages: RepositoryPages): AsyncGenerator<Turn[]> {
  const all = situations.flatMap((situation) => {
    situation.state.watched.prune(situation.now);
    const known = situation.state.deployments.toMap();
    return situation.state.watched.all.map(({ node, id, open }) => {
      return { situation, node, id, seen: { updatedAt: known.get(id) ?? null, isOpen: open } };
    });
  });
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const asked = all.slice(from, from + AT_ONCE);
    const things = await pages.readThings(
      asked.map(({ node }) => node),
      asked.map(({ seen }) => seen),
    );
    const batches = new Map<Situation, RepositoryBatch>();
    asked.forEach(({ situation, id }, index) => {
      const batch = batches.get(situation) ?? newBatch(situation);
      batches.set(situation, batch);
      const thing = things[index];
      if (thing?.kind === 'DEPLOYMENT') keepDeployments(situation, [thing.item], batch);
      else if (!thing) forget(situation, id, batch);
    });
    yield toTurns(batches);
  }
}

function forget({ state }: Situation, id: number, batch: RepositoryBatch): void {
  state.watched.forget(id);
  tellGone(state.deployments, 'deployments', [id], batch);
}

function newBatch({ head }: Situation): RepositoryBatch {
  const { name, url, defaultBranch } = toldOf(head);
  return { repository: { name, url, defaultBranch, externalId: head.id } };
}

function toTurns(batches: Map<Situation, RepositoryBatch>): Turn[] {
  const turns = [...batches].map(([{ state }, batch]): Turn => ({ batch, parts: state.takeChanged(), isDone: false }));
  return turns.filter(({ batch, parts }) => Object.keys(batch).length > 1 || Object.keys(parts).length > 0);
}
