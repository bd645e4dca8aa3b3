import type { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations.js';
import { StoreError } from './store-error.js';

/** Any number that nobody else locks. */
const MIGRATION_LOCK = 4_400_001;

/** Brings the schema up to date. Two processes at once: the second waits and finds it done. Returns what was applied. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerSchema(dataSource);
    const applied = await dataSource.runMigrations({ transaction: 'each' });
    return applied.map((migration) => migration.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}

async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ found: string | null }[]>(`SELECT to_regclass('migrations') AS found`);
  if (!table?.found) return;
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
  const known = new Set(MIGRATIONS.map((migration) => migration.name));
  const unknown = rows.find((row) => !known.has(row.name));
  if (!unknown) return;
  const message = `The database was written by a newer Weir (it has "${unknown.name}"). Start that version, or restore an older backup.`;
  throw new StoreError('SCHEMA_TOO_NEW', message);
}
