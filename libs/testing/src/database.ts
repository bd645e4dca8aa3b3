import { randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '@weir/store';
import pg from 'pg';

/** The environment variable by which `database.setup.ts` tells test files its server. */
export const TEST_SERVER = 'WEIR_TEST_SERVER';
export const TEMPLATE = 'weir_template';

export interface TestDatabase extends Database {
  /** Closes and drops it. */
  close(): Promise<void>;
}

/** An empty, migrated database of one test file's own. Needs `database.setup.ts` as vitest's global setup. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env[TEST_SERVER];
  if (!server)
    throw new Error('No test server: add libs/testing/src/database.setup.ts to globalSetup of this project.');
  const name = `weir_test_${randomUUID().replaceAll('-', '')}`;
  await runOn(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  const database = await openDatabase({ home: '', url, secret: '' });
  const close = async () => {
    await database.close();
    await runOn(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return { ...database, close };
}

async function runOn(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
