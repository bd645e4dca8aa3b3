import { createTestDatabase, type TestDatabase } from '@weir/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

it('describes the tables as the migrations made them', async () => {
  const differences = await database.dataSource.driver.createSchemaBuilder().log();
  expect(differences.upQueries.map((query) => query.query)).toEqual([]);
});

it('would notice a difference', async () => {
  await database.pool.query('ALTER TABLE person ADD COLUMN unheard_of text');
  const differences = await database.dataSource.driver.createSchemaBuilder().log();
  expect(differences.upQueries.map((query) => query.query)).toEqual([expect.stringContaining('unheard_of')]);
});
