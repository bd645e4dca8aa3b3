import type { RepositoryFacts, RepositoryHistory } from '@weir/metrics';
import type pg from 'pg';
import { upsertRows } from '../database/bulk.js';
import type { Database } from '../database/open-database.js';
import { inTransaction } from '../database/transaction.js';
import { viewFacts } from './fact-rows.js';
import {
  CHANGE_FACTS,
  COVERAGE_FACTS,
  DELIVERY_FACTS,
  DEPLOYMENT_FACTS,
  INCIDENT_FACTS,
  RELEASE_FACTS,
} from './fact-tables.js';
import { assignWorkspaceIncidents } from './incident-assignment.js';
import { refreshIssueIncidents } from './issue-incidents.js';
import { loadHistory, type LoadedHistory } from './load-history.js';
import { markMovedIncidents } from './moved-deployments.js';
import { type FactChanges, replaceFacts } from './replace-facts.js';

export interface WrittenFacts extends FactChanges {
  /** The repository's revision that these facts are. */
  revision: number;
  /** A newer batch arrived meanwhile, so the repository stays dirty. */
  isOutdated: boolean;
  /** Other repositories to be derived again, since incidents of theirs are made of issues of this one. */
  madeDirty: number[];
}

export type Derivation = (history: RepositoryHistory) => RepositoryFacts | Promise<RepositoryFacts>;

/** Batches may keep coming while facts are derived: what is still dirty then is the next derivation's. */
const MOST_ROUNDS = 5;
/** First half of the advisory lock on one repository's derivation; the second is its id. */
const DERIVATION_LOCK = 4401;

export class FactStore {
  constructor(private readonly database: Database) {}

  /** Repositories whose records or rules changed since their facts were derived. */
  async listDirtyRepositories(): Promise<number[]> {
    const { rows } = await this.database.pool.query<{ id: number }>(
      `SELECT id FROM repository WHERE dirty AND EXISTS (SELECT FROM source_repository WHERE repository_id = id)
       ORDER BY id`,
    );
    return rows.map((row) => row.id);
  }

  /**
   * A sync of the source has just ended well: where that was the last thing to wait for, the way of finding deployments that the
   * facts were derived by is fixed. Repositories that are dirty again are left to their next derivation.
   */
  async fixDeploymentRules(sourceId: string): Promise<void> {
    await this.database.pool.query(
      `UPDATE repository SET deployment_rule = derived.deployment_rule FROM coverage_fact derived
       WHERE derived.repository_id = repository.id AND repository.deployment_rule IS NULL AND NOT repository.dirty
         AND repository.id IN (SELECT repository_id FROM source_repository WHERE source_id = $1) AND ${EVERY_SOURCE_READ}`,
      [sourceId],
    );
  }

  /**
   * Derives until nothing is dirty: first the repositories, then, as their deployments tell, whose the incidents are, then
   * the repositories that gained or lost one. Returns what was written, in that order. One that fails keeps no other from its
   * facts: it is thrown at the end.
   */
  async deriveDirty(
    derive: Derivation,
    onProgress: (repositoryId: number, written: WrittenFacts) => void = () => {},
  ): Promise<WrittenFacts[]> {
    const all: WrittenFacts[] = [];
    const failures = new Map<number, unknown>();
    for (let round = 1; round <= MOST_ROUNDS; round++) {
      const dirty = await this.listDirtyRepositories();
      let madeDirty = 0;
      for (const repositoryId of dirty.filter((id) => !failures.has(id))) {
        const written = await this.deriveRepository(repositoryId, derive).catch((error: unknown) => {
          if (isAbort(error)) throw error;
          failures.set(repositoryId, error);
        });
        if (!written) continue;
        all.push(written);
        madeDirty += written.madeDirty.length;
        onProgress(repositoryId, written);
      }
      const moved = await this.assignIncidents();
      if (moved.length + madeDirty === 0) break;
    }
    if (failures.size > 0) throw [...failures.values()][0];
    return all;
  }

  /** See `assignWorkspaceIncidents`. */
  assignIncidents(): Promise<number[]> {
    return inTransaction(this.database.pool, assignWorkspaceIncidents);
  }

  /** Everything known of one repository, as of one moment; null when there is none. */
  loadHistory(repositoryId: number): Promise<LoadedHistory | null> {
    return inTransaction(this.database.pool, (client) => loadHistory(client, repositoryId), SNAPSHOT);
  }

  /**
   * Loads, derives and writes, in one transaction that no other derivation of this repository overlaps. A kill at any
   * moment leaves the old facts and the repository dirty. Null when the repository went with its last source.
   */
  deriveRepository(repositoryId: number, derive: Derivation): Promise<WrittenFacts | null> {
    return inTransaction(this.database.pool, async (client) => {
      await lockDerivation(client, repositoryId);
      const madeDirty = await refreshIssueIncidents(client, repositoryId);
      const loaded = await loadHistory(client, repositoryId);
      if (!loaded) return null;
      const { history, recordRevision } = loaded;
      const written = await write(client, { repositoryId, recordRevision }, await derive(history));
      return written && { ...written, madeDirty };
    });
  }

  /** Writes facts that were derived from what `loadHistory` gave at `recordRevision`. */
  writeFacts(repositoryId: number, facts: RepositoryFacts, recordRevision: number): Promise<WrittenFacts | null> {
    return inTransaction(this.database.pool, async (client) => {
      await lockDerivation(client, repositoryId);
      return write(client, { repositoryId, recordRevision }, facts);
    });
  }
}

/** Of a row of `repository`: no source of it is still to be read whole for the first time. */
const EVERY_SOURCE_READ = `NOT EXISTS (
  SELECT FROM source_repository spoken WHERE repository_id = repository.id AND NOT EXISTS (
    SELECT FROM source_sync sync WHERE sync.source_id = spoken.source_id AND sync.state = 'SUCCEEDED'))`;

const SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

interface Derived {
  repositoryId: number;
  recordRevision: number;
}

async function lockDerivation(client: pg.ClientBase, repositoryId: number): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1, $2)', [DERIVATION_LOCK, repositoryId]);
}

async function write(client: pg.ClientBase, derived: Derived, facts: RepositoryFacts): Promise<WrittenFacts | null> {
  const { repositoryId } = derived;
  const advanced = await advance(client, derived, facts);
  if (!advanced) return null;
  const { revision, isOutdated } = advanced;
  const rows = viewFacts(repositoryId, facts);
  const scope = { repositoryId, revision };
  const compare = () => markMovedIncidents(client, repositoryId);
  const changes = [
    await replaceFacts(client, CHANGE_FACTS, rows.changes, scope),
    await replaceFacts(client, DELIVERY_FACTS, rows.deliveries, scope),
    await replaceFacts(client, RELEASE_FACTS, rows.releases, scope),
    await replaceFacts(client, DEPLOYMENT_FACTS, rows.deployments, { ...scope, compare }),
    await replaceFacts(client, INCIDENT_FACTS, rows.incidents, { ...scope, mayMove: true }),
  ];
  await upsertRows(client, COVERAGE_FACTS, [{ ...facts.coverage, repositoryId }]);
  return { ...sum(changes), revision, isOutdated, madeDirty: [] };
}

/**
 * The next revision of the repository, which is clean unless records arrived since the facts' own revision of them. Its
 * deployment rule is fixed by the first derivation after every source has been read whole once.
 */
async function advance(client: pg.ClientBase, derived: Derived, facts: RepositoryFacts) {
  const { rows } = await client.query<{ revision: number; isOutdated: boolean }>(
    `UPDATE repository SET revision = revision + 1, dirty = record_revision <> $2,
       deployment_rule = CASE WHEN deployment_rule IS NULL AND record_revision = $2 AND ${EVERY_SOURCE_READ}
         THEN $3 ELSE deployment_rule END
     WHERE id = $1 RETURNING revision, dirty AS "isOutdated"`,
    [derived.repositoryId, derived.recordRevision, facts.coverage.deploymentRule],
  );
  return rows[0] ?? null;
}

/** The process ends: nothing more is to be begun. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function sum(changes: FactChanges[]): FactChanges {
  const total = (key: keyof FactChanges) => changes.reduce((count, one) => count + one[key], 0);
  return { inserted: total('inserted'), updated: total('updated'), deleted: total('deleted') };
}
