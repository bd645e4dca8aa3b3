import type { RepositoryBatch } from '@weir/metrics';
import { keepDeployments } from './deployment-reading.js';
import type { KnownThings } from './known-things.js';
import { headOf } from './list-reading.js';
import { OVERLAP_MS } from './list-walk.js';
import type { ListedThing, ListedThings, RepositoryPages, Thing, ThingKind } from './pages.js';
import type { Situation } from './repository-state.js';

const DAY = 86_400_000;
/** As large as a page: things come with all their lists. */
const MENDED_AT_ONCE = 25;
const KINDS: ThingKind[] = ['pullRequests', 'issues', 'deployments'];

export function isReconciliationDue({ state, now }: Situation): boolean {
  const { reconciledAt } = state.part;
  return reconciledAt !== null && now - reconciledAt >= DAY;
}

/** Kinds to compare: all of them once a day, else those of which there are fewer than there were, for something was deleted. */
export function kindsToReconcile(situation: Situation): ThingKind[] {
  const { head, state } = situation;
  const kinds = KINDS.filter((kind) => head.hasIssuesEnabled || kind !== 'issues');
  const hasLost = (kind: ThingKind) =>
    head[kind] !== undefined && headOf(head, kind).total < (state.part[kind].total ?? 0);
  return isReconciliationDue(situation) ? kinds : kinds.filter(hasLost);
}

/**
 * Compares what is known with what there is, and mends what differs: what was missed (a page that moved, a status that came
 * late) is read, what is there no more is told as gone.
 */
export async function reconcile(
  situation: Situation,
  kinds: ThingKind[],
  pages: RepositoryPages,
  batch: RepositoryBatch,
): Promise<void> {
  const listed = await pages.listThings(situation.key, situation.from, kinds);
  if (isReconciliationDue(situation)) situation.state.part.reconciledAt = situation.now;
  if (listed === null) return;
  const missed = kinds.flatMap((kind) => compare(situation, kind, listed, batch));
  for (let start = 0; start < missed.length; start += MENDED_AT_ONCE)
    for (const thing of await pages.readThings(missed.slice(start, start + MENDED_AT_ONCE)))
      if (thing) mend(situation, thing, batch);
}

/** The node ids of what is not known as it is; what is gone is told. */
function compare({ state, from }: Situation, kind: ThingKind, listed: ListedThings, batch: RepositoryBatch): string[] {
  const known = state[kind].toMap();
  const newest = state.part[kind].newest ?? -Infinity;
  const there = new Set(listed[kind].map(({ id }) => id));
  const gone = [...known].filter(([id, at]) => !there.has(id) && at >= from).map(([id]) => id);
  tellGone(state[kind], kind, gone, batch);
  if (kind === 'deployments') for (const id of gone) state.watched.forget(id);
  // What is newer than the last reading is for the next one.
  const settled = listed[kind].filter(
    (thing) => timeOf(kind, thing) < newest - OVERLAP_MS && timeOf(kind, thing) >= from,
  );
  return settled.filter(({ id, updatedAt }) => known.get(id) !== updatedAt).map(({ nodeId }) => nodeId);
}

const timeOf = (kind: ThingKind, { createdAt, updatedAt }: ListedThing) =>
  kind === 'deployments' ? createdAt : updatedAt;

export function tellGone(known: KnownThings, kind: ThingKind, ids: number[], batch: RepositoryBatch): void {
  if (ids.length === 0) return;
  for (const id of ids) known.remove(id);
  const gone = batch.gone ?? {};
  if (kind === 'deployments') gone.deployments = [...(gone.deployments ?? []), ...ids.map((id) => `deployment:${id}`)];
  else gone[kind] = [...(gone[kind] ?? []), ...ids];
  batch.gone = gone;
}

function mend(situation: Situation, thing: Thing, batch: RepositoryBatch): void {
  const { state } = situation;
  if (thing.kind === 'PULL_REQUEST') {
    state.pullRequests.set(thing.item);
    batch.pullRequests = [...(batch.pullRequests ?? []), thing.item.record];
  } else if (thing.kind === 'ISSUE') {
    state.issues.set(thing.item);
    batch.issues = [...(batch.issues ?? []), thing.item.record];
  } else if (thing.kind === 'DEPLOYMENT') {
    state.deployments.set(thing.item);
    keepDeployments(situation, [thing.item], batch);
  }
}
