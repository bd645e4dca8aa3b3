import type { IncidentRecord, Instant, RepositoryBatch, TeamRecord } from '@weir/metrics';
import type pg from 'pg';
import { cleanText } from '../database/copy-text.js';
import type { Database } from '../database/open-database.js';
import { inTransaction } from '../database/transaction.js';
import type { Json } from '../workspace/json.js';
import { markDirty } from './dirty.js';
import { forgetOrphans, forgetReported, listForgettable } from './forget.js';
import { leaveRepositories } from './leave-repositories.js';
import { placeRepositories } from './place-repositories.js';
import type { WriteCounts } from './write-counts.js';
import { writeIncidents, writeIncidentsCovered } from './write-incidents.js';
import { writeRepository } from './write-repository.js';
import { lockSource, moveCursor, moveCursors, writeSourceProblems, writeTeams } from './write-source.js';

/** What a source says, without the place to go on from: what looking at single things anew brings. */
export interface RefreshedBatch {
  repositories: RepositoryBatch[];
  incidents?: IncidentRecord[];
  /** In which the source knows every incident of every repository, because its incidents name none. */
  incidentsCovered?: { from: Instant; to: Instant };
  /** Every team it knows; replaces those it told of before. */
  teams?: TeamRecord[];
  /** Of reading it as a whole; replaces what it said before. */
  problems?: string[];
  /** Repositories it no longer speaks of: what it said of them goes, and the repository too when it was the only one. */
  leaves?: string[];
}

/** One committed step of a sync, as sources yield it. */
export interface RecordBatch extends RefreshedBatch {
  /** The source tells its whole truth anew from here on: what it reported earlier is taken out first. */
  replaces?: boolean;
  cursor: Json;
  /** Parts of the place to go on from; null removes one, those not named stay. */
  cursors?: Readonly<Record<string, Json>>;
}

export class RecordStore {
  constructor(private readonly database: Database) {}

  /** Records and cursor in one transaction. The same batch a second time changes nothing. */
  writeBatch(sourceId: string, batch: RecordBatch): Promise<WriteCounts> {
    return inTransaction(this.database.pool, async (client) => {
      await moveCursor(client, sourceId, batch.cursor);
      if (batch.replaces) await forgetReported(client, sourceId);
      if (batch.cursors) await moveCursors(client, sourceId, batch.cursors);
      return write(client, sourceId, batch);
    });
  }

  /** The same, and the place to go on from stays: a sync later reads what it would have read anyway. */
  writeRefreshed(sourceId: string, refreshed: RefreshedBatch): Promise<WriteCounts> {
    return inTransaction(this.database.pool, async (client) => {
      await lockSource(client, sourceId);
      return write(client, sourceId, refreshed);
    });
  }

  /** A source has been read to its end: repositories that it, and every other, no longer speaks of are forgotten. */
  finishReading(sourceId: string): Promise<void> {
    return inTransaction(this.database.pool, async (client) =>
      forgetOrphans(client, await listForgettable(client, sourceId)),
    );
  }
}

/** Locks are taken in one order by everybody: the source, then repositories by id, then their records. */
async function write(client: pg.ClientBase, sourceId: string, batch: RefreshedBatch): Promise<WriteCounts> {
  const counts: WriteCounts = { read: 0, written: 0, dirtyRepositories: [] };
  const context = { client, sourceId, counts };
  const ids = await placeRepositories(context, batch);
  for (const part of batch.repositories) {
    const repositoryId = ids.get(cleanText(part.repository.name)) ?? 0;
    await writeRepository({ ...context, repositoryId }, part);
  }
  await writeIncidents(context, batch.incidents ?? []);
  if (batch.incidentsCovered) await writeIncidentsCovered(client, sourceId, batch.incidentsCovered);
  if (batch.teams) await writeTeams(context, batch.teams);
  if (batch.problems) await writeSourceProblems(client, sourceId, batch.problems);
  if (batch.leaves) await leaveRepositories(context, batch.leaves);
  counts.dirtyRepositories = [...new Set(counts.dirtyRepositories)];
  await markDirty(client, counts.dirtyRepositories);
  return counts;
}
