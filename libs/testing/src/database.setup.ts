import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDatabase } from '@weir/store';
import { TEMPLATE, TEST_SERVER } from './database.js';

/**
 * One PostgreSQL for a whole test run (of its own in a temporary folder, or TEST_DATABASE_URL), with a migrated template
 * that every test file gets a copy of. Nothing of it is left afterwards.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'weir-test-'));
  const database = await openDatabase({ home, url: null, secret: randomBytes(32), settings: FAST });
  await database.pool.query(`CREATE DATABASE ${TEMPLATE}`);
  const template = await openDatabase({ home, url: withDatabase(database.connectionString, TEMPLATE), secret: '' });
  await migrate(template.dataSource);
  await template.close();
  process.env[TEST_SERVER] = database.connectionString;
  return async () => {
    delete process.env[TEST_SERVER];
    await database.close();
    await rm(home, { recursive: true, force: true });
  };
}

/** A crash of the machine may lose test data. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).toString();
}
