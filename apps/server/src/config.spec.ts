import { describe, expect, it } from 'vitest';
import { parseConfig } from './config.js';

describe('configuration', () => {
  it('has a default for everything, and takes an empty variable for none', () => {
    const config = parseConfig({ WEIR_PORT: '', DATABASE_URL: '', HOME: '/somewhere' });
    expect(config).toMatchObject({ port: 4400, host: '127.0.0.1', role: 'all', databaseUrl: null, redisUrl: null });
    expect(config.home).toMatch(/[/\\]\.weir$/);
  });

  it('makes the home folder absolute', () => {
    expect(parseConfig({ WEIR_HOME: '/data/weir' }).home).toBe('/data/weir');
    expect(parseConfig({ WEIR_HOME: 'elsewhere' }).home).toBe(`${process.cwd()}/elsewhere`);
  });

  it.each([
    [{ WEIR_PORT: '70000' }, 'WEIR_PORT must be a port number from 0 to 65535, not "70000".'],
    [{ WEIR_PORT: 'abc' }, 'WEIR_PORT must be a port number from 0 to 65535, not "abc".'],
    [{ WEIR_ROLE: 'both' }, 'WEIR_ROLE must be one of all, api, worker, not "both".'],
    [
      { WEIR_SYNC_MINUTES: '-5' },
      'WEIR_SYNC_MINUTES must be a whole number of minutes from 0 (never) to 1440, not "-5".',
    ],
    [{ GITHUB_API_URL: 'ftp://x' }, 'GITHUB_API_URL must be an address like https://api.github.com, not "ftp://x".'],
  ])('names the variable at fault and its value: %j', (environment, message) => {
    expect(() => parseConfig(environment)).toThrow(message);
  });

  it('never repeats what may hold a password', () => {
    expect(() => parseConfig({ DATABASE_URL: 'mysql://me:hunter2@host/db' })).toThrow(
      /^DATABASE_URL must be(?!.*hunter2)/,
    );
  });
});
