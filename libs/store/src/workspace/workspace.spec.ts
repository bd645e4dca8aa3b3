import { DEFAULT_RULES } from '@weir/metrics';
import { createTestDatabase, type TestDatabase } from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PersonStore } from './person.store.js';
import { SettingsStore } from './settings.store.js';
import { SignInLinkStore } from './sign-in-link.store.js';
import { TokenStore } from './token.store.js';

const NOW = Date.UTC(2026, 10, 25);
const MINUTE = 60_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

describe('tokens', () => {
  it('lets in with the token told once, and keeps only its hash', async () => {
    const tokens = new TokenStore(database);
    const { token, row } = await tokens.create({ name: 'ci', role: 'member', scopes: ['push'] });
    expect(token).toMatch(/^weir_[\w-]{43}$/);
    expect(await tokens.authenticate(token, NOW)).toMatchObject({ id: row.id, role: 'member', scopes: ['push'] });
    expect(await tokens.authenticate(`${token}x`, NOW)).toBeNull();
    const { rows } = await database.pool.query('SELECT * FROM api_token WHERE id = $1', [row.id]);
    expect(JSON.stringify(rows)).not.toContain(token.slice(5));
  });

  it('ends with its expiry and with its revocation', async () => {
    const tokens = new TokenStore(database);
    const short = await tokens.create({ name: 'short', role: 'viewer', expiresAt: NOW + MINUTE });
    expect(await tokens.authenticate(short.token, NOW + MINUTE - 1)).not.toBeNull();
    expect(await tokens.authenticate(short.token, NOW + MINUTE)).toBeNull();
    const lost = await tokens.create({ name: 'lost', role: 'admin' });
    expect(await tokens.revoke(lost.row.id, NOW)).toBe(true);
    expect(await tokens.authenticate(lost.token, NOW)).toBeNull();
    expect((await tokens.list()).find((row) => row.name === 'lost')?.revokedAt).toBe(NOW);
  });

  it('notes its use at most once a minute', async () => {
    const tokens = new TokenStore(database);
    const { token, row } = await tokens.create({ name: 'used', role: 'viewer' });
    const lastUse = async () => (await tokens.list()).find(({ id }) => id === row.id)?.lastUsedAt;
    for (const after of [0, 59_999]) await tokens.authenticate(token, NOW + after);
    expect(await lastUse()).toBe(NOW);
    await tokens.authenticate(token, NOW + MINUTE);
    expect(await lastUse()).toBe(NOW + MINUTE);
  });
});

describe('sign-in links', () => {
  it('work once, even when used twice at the same time', async () => {
    const person = await new PersonStore(database).ensure('ada', 'admin');
    const links = new SignInLinkStore(database);
    const secret = await links.create(person.id, NOW + MINUTE, NOW);
    const both = await Promise.all([links.consume(secret, NOW), links.consume(secret, NOW)]);
    expect(both.filter(Boolean)).toEqual([person]);
    expect(await links.consume(secret, NOW)).toBeNull();
  });

  it('expire', async () => {
    const person = await new PersonStore(database).ensure('ben', 'viewer');
    const links = new SignInLinkStore(database);
    const secret = await links.create(person.id, NOW + MINUTE, NOW);
    expect(await links.consume(secret, NOW + MINUTE)).toBeNull();
    expect(await links.consume('unheard of', NOW)).toBeNull();
  });
});

it('keeps one person per name', async () => {
  const people = new PersonStore(database);
  const first = await people.ensure('cleo', 'viewer');
  expect(await people.ensure('cleo', 'manager')).toEqual({ ...first, role: 'manager' });
});

it('has defaults until something is set, and derives again after a change of rules', async () => {
  const settings = new SettingsStore(database);
  expect(await settings.get('timeZone')).toBe('UTC');
  await database.pool.query(`INSERT INTO repository (name, dirty) VALUES ('acme/shop', false)`);
  await settings.set('timeZone', 'America/Montreal');
  const isDirty = async () => (await database.pool.query('SELECT dirty FROM repository')).rows[0].dirty;
  expect(await isDirty()).toBe(false);
  await settings.set('rules', { ...DEFAULT_RULES, botLogins: ['robo'] });
  expect(await isDirty()).toBe(true);
  expect(await settings.getAll()).toMatchObject({
    timeZone: 'America/Montreal',
    bandRuleSet: 'DORA_2024',
    rules: { botLogins: ['robo'], deployedWhen: 'FIRST' },
  });
});
