import { isDeepStrictEqual } from 'node:util';
import type { DeploymentRecord, IncidentRecord, Instant } from '@weir/metrics';
import type pg from 'pg';
import { upsertRows } from '../database/bulk.js';
import type { Database } from '../database/open-database.js';
import { listProperties, type Table, toColumnName } from '../database/table.js';
import { inTransaction } from '../database/transaction.js';
import { markDirty } from './dirty.js';
import { placeRepositories } from './place-repositories.js';
import { widenCoverage, widenIncidentCoverage } from './push-coverage.js';
import { DEPLOYMENTS, INCIDENTS } from './record-tables.js';
import { findSpelling } from './repository-names.js';
import { writeIncidents } from './write-incidents.js';
import { lockSource } from './write-source.js';

/** What became of one item, or why it was refused. */
export type PushOutcome<Refusal> = 'created' | 'updated' | 'unchanged' | Refusal;

/** What is known after an item was said, of what was known before. Pure: it may be asked again. */
type Decide<Item, Record, Refusal> = (item: Item, known: Record | null) => Record | Refusal;

interface Push<Item, Record, Refusal extends Error> {
  sourceId: string;
  items: readonly Item[];
  decide: Decide<Item, Record, Refusal>;
  now: Instant;
}

/**
 * Records that somebody tells one by one, instead of a source that is read. Each call is one transaction: what it answers is
 * committed. A source's calls follow each other, so that two of them cannot overlook what the other said.
 */
export class PushStore {
  constructor(private readonly database: Database) {}

  deployments<Item extends { repository: string; id: string }, Refusal extends Error>(
    push: Push<Item, DeploymentRecord, Refusal>,
  ): Promise<PushOutcome<Refusal>[]> {
    return inTransaction(this.database.pool, async (client) => {
      await lockSource(client, push.sourceId);
      const spelling = await findSpelling(
        client,
        push.items.map((item) => item.repository),
      );
      const known = await readDeployments(client, push, [...new Set(spelling.values())]);
      const placeOf = (item: Item) => JSON.stringify([spelling.get(item.repository) ?? item.repository, item.id]);
      const { outcomes, changed } = foldItems(push, known, placeOf);
      await writeDeployments(client, push, changed);
      return outcomes;
    });
  }

  incidents<Item extends { id: string }, Refusal extends Error>(
    push: Push<Item, IncidentRecord, Refusal>,
  ): Promise<PushOutcome<Refusal>[]> {
    return inTransaction(this.database.pool, async (client) => {
      await lockSource(client, push.sourceId);
      const known = await readIncidents(client, push);
      const { outcomes, changed } = foldItems(push, known, (item) => item.id);
      await writeToldIncidents(client, push, [...changed.values()]);
      return outcomes;
    });
  }
}

/** Items in their order: a later one finds what an earlier one said. */
function foldItems<Item, Record, Refusal extends Error>(
  { items, decide }: Push<Item, Record, Refusal>,
  known: Map<string, Record>,
  placeOf: (item: Item) => string,
): { outcomes: PushOutcome<Refusal>[]; changed: Map<string, Record> } {
  const changed = new Map<string, Record>();
  const outcomes = items.map((item): PushOutcome<Refusal> => {
    const place = placeOf(item);
    const before = known.get(place) ?? null;
    const after = decide(item, before);
    if (after instanceof Error) return after;
    if (isDeepStrictEqual(before, after)) return 'unchanged';
    known.set(place, after);
    changed.set(place, after);
    return before === null ? 'created' : 'updated';
  });
  return { outcomes, changed };
}

async function readDeployments(
  client: pg.ClientBase,
  { sourceId, items }: { sourceId: string; items: readonly { id: string }[] },
  repositories: string[],
): Promise<Map<string, DeploymentRecord>> {
  const { rows } = await client.query<DeploymentRecord & { repository: string }>(
    `SELECT ${columnsOf(DEPLOYMENTS)}, r.name AS repository FROM deployment_record stored
     JOIN repository r ON r.id = stored.repository_id
     WHERE stored.source_id = $1 AND stored.key = ANY ($2) AND r.name = ANY ($3)`,
    [sourceId, items.map((item) => item.id), repositories],
  );
  return new Map(
    rows.map(({ repository, ...record }): [string, DeploymentRecord] => [
      JSON.stringify([repository, record.key]),
      record,
    ]),
  );
}

async function readIncidents(
  client: pg.ClientBase,
  { sourceId, items }: { sourceId: string; items: readonly { id: string }[] },
): Promise<Map<string, IncidentRecord>> {
  const { rows } = await client.query<IncidentRecord>(
    `SELECT ${columnsOf(INCIDENTS)} FROM incident_record stored WHERE source_id = $1 AND key = ANY ($2)`,
    [sourceId, items.map((item) => item.id)],
  );
  return new Map(rows.map((record) => [record.key, record]));
}

/** The columns of the record itself, without whose word it is. */
function columnsOf<Row>(table: Table<Row>): string {
  return listProperties(table)
    .filter((property) => property !== 'sourceId' && property !== 'repositoryId')
    .map((property) => `stored.${toColumnName(property)} AS "${property}"`)
    .join(', ');
}

async function writeDeployments(
  client: pg.ClientBase,
  { sourceId, now }: { sourceId: string; now: Instant },
  changed: Map<string, DeploymentRecord>,
): Promise<void> {
  if (changed.size === 0) return;
  const placed = [...changed].map(([place, record]) => ({ name: (JSON.parse(place) as [string])[0], record }));
  const ids = await place(
    client,
    sourceId,
    placed.map(({ name }) => name),
  );
  const rows = placed.map(({ name, record }) => ({ ...record, sourceId, repositoryId: ids.get(name) ?? 0 }));
  await upsertRows(client, DEPLOYMENTS, rows);
  await widenCoverage(client, {
    ...{ sourceId, subject: 'DEPLOYMENTS', now },
    spans: rows.map(({ repositoryId, createdAt, finishedAt }) => ({
      ...{ repositoryId, from: createdAt, to: finishedAt ?? createdAt },
    })),
  });
  await markDirty(client, new Set(ids.values()));
}

interface ToldIncidents {
  sourceId: string;
  now: Instant;
  /** From when on the source tells of incidents; without it, from the earliest it told of. */
  since?: Instant;
}

/** Which repository each belongs to is decided before the next derivation; those they belonged to are derived anew. */
export async function writeToldIncidents(
  client: pg.ClientBase,
  { sourceId, now, since }: ToldIncidents,
  records: IncidentRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const named = records.flatMap(({ repository }) => repository ?? []);
  const spelling = await findSpelling(client, named);
  const ids = await place(client, sourceId, [...spelling.values()]);
  const counts = { read: 0, written: 0, dirtyRepositories: [...ids.values()] };
  await writeIncidents({ client, sourceId, counts }, records);
  const spans = records.map(({ repository, startedAt, resolvedAt }) => ({
    repositoryId: repository === null ? null : (ids.get(spelling.get(repository) ?? repository) ?? null),
    ...{ from: since ?? startedAt, to: resolvedAt ?? startedAt },
  }));
  await widenIncidentCoverage(client, { sourceId, now, spans });
  await markDirty(client, new Set(counts.dirtyRepositories));
}

/** The ids of the repositories, which the source speaks of from now on; unknown ones are added. */
async function place(client: pg.ClientBase, sourceId: string, names: string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map();
  const counts = { read: 0, written: 0, dirtyRepositories: [] };
  const repositories = names.map((name) => ({ repository: { name, url: null, defaultBranch: null } }));
  return placeRepositories({ client, sourceId, counts }, { repositories });
}
