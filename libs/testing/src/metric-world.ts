import {
  type QueryContext,
  type ReferenceRepository,
  type RepositoryFacts,
  type Subject,
  type TeamRecord,
} from '@weir/metrics';
import { FactStore, readDelivered, readScope, RecordStore } from '@weir/store';
import type { TestDatabase } from './database.js';

/** From when to when the one source of a test speaks of each subject; a subject that is absent is not covered. */
type WorldCoverage = Partial<Record<Subject, { from: number; to: number }>>;

export interface WorldRepository {
  name: string;
  facts: RepositoryFacts;
  coverage: WorldCoverage;
}

/** The same facts twice: in a database, and as the reference wants them. */
export interface MetricWorld {
  reference: ReferenceRepository[];
  context: Omit<QueryContext, 'now'>;
}

const CLEAR = 'TRUNCATE repository, source RESTART IDENTITY CASCADE';

/** Puts these repositories, and no others, into the database. */
export async function loadWorld(
  database: TestDatabase,
  repositories: WorldRepository[],
  teams: TeamRecord[] = [],
): Promise<MetricWorld> {
  await database.pool.query(CLEAR);
  const reference: ReferenceRepository[] = [];
  for (const repository of repositories) {
    const facts = withUniqueIncidents(repository);
    reference.push({ id: await loadRepository(database, { ...repository, facts }), facts, teams });
  }
  const { rows: sources } = await database.pool.query<{ id: string }>('SELECT id FROM source LIMIT 1');
  if (sources[0]) await new RecordStore(database).writeRefreshed(sources[0].id, { repositories: [], teams });
  const [scope, delivered] = await Promise.all([readScope(database.pool), readDelivered(database.pool)]);
  const known = scope.map((one) => ({ ...one, ...(delivered.get(one.id) ?? { services: [], isDeployed: false }) }));
  return { reference, context: { repositories: known, visible: 'ALL' } };
}

/** Incident keys are unique in a workspace, not only in a repository. */
function withUniqueIncidents({ name, facts }: WorldRepository): RepositoryFacts {
  return { ...facts, incidents: facts.incidents.map((incident) => ({ ...incident, key: `${name}:${incident.key}` })) };
}

async function loadRepository({ pool, ...database }: TestDatabase, repository: WorldRepository): Promise<number> {
  const { rows } = await pool.query<{ id: number }>('INSERT INTO repository (name) VALUES ($1) RETURNING id', [
    repository.name,
  ]);
  const id = rows[0]?.id ?? 0;
  const source = await pool.query<{ id: string }>(
    `INSERT INTO source (kind, name, settings, fingerprint) VALUES ('FILE', $1, '{}', $1) RETURNING id`,
    [repository.name],
  );
  for (const [subject, { from, to }] of Object.entries(repository.coverage)) {
    await pool.query('INSERT INTO coverage_record VALUES ($1, $2, $3, $4, $5)', [
      source.rows[0]?.id,
      id,
      subject,
      new Date(from).toISOString(),
      new Date(to).toISOString(),
    ]);
  }
  await new FactStore({ pool, ...database }).writeFacts(id, repository.facts, 0);
  return id;
}
