import { createTestDatabase, type TestDatabase } from '@weir/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toWeirError } from './to-weir-error.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const failureOf = async (values: unknown[]): Promise<unknown> =>
  database.pool.query('SELECT $1::text', values).then(
    () => null,
    (error: unknown) => error,
  );

it('says of a text with a NUL that it is the text, not Weir, that is at fault', async () => {
  const error = toWeirError(await failureOf(['a\0b']));
  expect(error.code).toBe('BAD_USER_INPUT');
  expect(error.message).toContain('NUL');
});

it('hides what it does not know', () => {
  expect(toWeirError(new Error('SELECT secret'))).toMatchObject({ code: 'INTERNAL' });
  expect(toWeirError(new Error('SELECT secret')).message).not.toContain('secret');
});
