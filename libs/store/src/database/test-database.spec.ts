import { createTestDatabase, type TestDatabase } from '@weir/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

it('gives a migrated, empty database of its own', async () => {
  const { rows } = await database.pool.query('SELECT count(*)::int AS count FROM change_fact');
  expect(rows).toEqual([{ count: 0 }]);
});
