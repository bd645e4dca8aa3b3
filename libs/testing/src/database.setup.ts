import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, migrate, openDatabase, SILENT, stopAbandoned } from '@weir/store';
import { TEMPLATE, TEST_SERVER } from './database.js';

const PREFIX = 'weir-test-database-';

/**
 * One PostgreSQL for a whole test run in a temporary folder, with a migrated template
 * that every test file gets a copy of. Nothing of it is left afterwards.
 */
export default async function setup(): Promise<() => Promise<void>> {
  await removeLeftovers();
  const home = await mkdtemp(join(tmpdir(), PREFIX));
  const database = await openDatabase({ home, url: null, secret: randomBytes(32), settings: FAST });
  const tearDown = async () => {
    delete process.env[TEST_SERVER];
    await database.close();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await makeTemplate(database);
  } catch (error) {
    await tearDown();
    throw error;
  }
  process.env[TEST_SERVER] = database.connectionString;
  return tearDown;
}

/** Of test runs that were killed. */
async function removeLeftovers(): Promise<void> {
  const names = await readdir(tmpdir());
  for (const name of names.filter((entry) => entry.startsWith(PREFIX))) {
    const home = join(tmpdir(), name);
    if (await stopAbandoned(home, SILENT)) await rm(home, { recursive: true, force: true });
  }
}

async function makeTemplate(database: Database): Promise<void> {
  await database.pool.query(`CREATE DATABASE ${TEMPLATE}`);
  const url = Object.assign(new URL(database.connectionString), { pathname: `/${TEMPLATE}` }).toString();
  const template = await openDatabase({ home: '', url, secret: '' });
  try {
    await migrate(template.dataSource);
  } finally {
    await template.close();
  }
}

/** A crash of the machine may lose test data. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
