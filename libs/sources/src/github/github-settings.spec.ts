import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toCredentials } from './client/credentials.js';
import { parseGitHubSettings, toSettingsJson } from './github-settings.js';
import type { OpenOptions } from '../source.js';

const NOTHING: OpenOptions = { surroundings: { githubToken: null, githubApiUrl: null }, secrets: null };
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

const parse = (input: object, options = NOTHING) => parseGitHubSettings(input, options);
const settingsOf = (owner: string, more: object = {}) => parse({ owner, ...more }).settings;
const refusalOf = (input: object): { field: string | null; message: string } => {
  try {
    parse(input);
  } catch (error) {
    return error as { field: string | null; message: string };
  }
  throw new Error('was taken');
};

describe('the settings of a GitHub source', () => {
  it('take an owner alone for all of its repositories, on github.com', () => {
    expect(settingsOf(' acme ')).toEqual({
      owner: 'acme',
      repositories: null,
      apiUrl: 'https://api.github.com',
      since: null,
    });
  });

  it.each([
    'acme/shop',
    'https://github.com/acme/shop',
    'http://github.com/acme/shop/',
    'https://www.github.com/acme/shop.git',
    'https://github.com/acme/shop/pulls?q=is%3Aopen',
    'github.com/acme/shop',
    'git@github.com:acme/shop.git',
    'ssh://git@github.com/acme/shop.git',
  ])('split %s', (owner) => {
    if (owner.startsWith('http://')) return expect(refusalOf({ owner }).message).toContain('https://');
    expect(settingsOf(owner)).toMatchObject({
      owner: 'acme',
      repositories: ['shop'],
      apiUrl: 'https://api.github.com',
    });
  });

  it('unite the repository of the owner with the others, each once and without its owner', () => {
    expect(settingsOf('acme/shop', { repositories: ['Acme/Cart', 'SHOP', '.github'] }).repositories).toEqual([
      'SHOP',
      'Cart',
      '.github',
    ]);
  });

  it('find the API of an Enterprise Server from whatever it is called', () => {
    const api = 'https://ghe.example.com/api/v3';
    for (const apiUrl of ['https://ghe.example.com', `${api}/`, 'https://ghe.example.com/api/graphql', api])
      expect(settingsOf('acme', { apiUrl }).apiUrl).toBe(api);
    expect(settingsOf('https://ghe.example.com/acme/shop').apiUrl).toBe(api);
    expect(settingsOf('acme', { apiUrl: 'https://api.acme.ghe.com' }).apiUrl).toBe('https://api.acme.ghe.com');
    expect(settingsOf('acme', { apiUrl: 'http://127.0.0.1:4000/' }).apiUrl).toBe('http://127.0.0.1:4000');
    expect(settingsOf('acme', { apiUrl: 'https://github.com' }).apiUrl).toBe('https://api.github.com');
  });

  it('take the address of the environment where none is given', () => {
    const surroundings = { githubToken: null, githubApiUrl: 'https://ghe.example.com/api/v3' };
    expect(parse({ owner: 'acme' }, { ...NOTHING, surroundings }).settings.apiUrl).toBe(surroundings.githubApiUrl);
  });

  it('keep secrets apart, and open the same source again', () => {
    const { settings, secrets } = parse({ owner: 'acme', token: ' ghp_secret ', since: '2026-01-31' });
    expect(secrets).toEqual({ token: 'ghp_secret', apiUrl: 'https://api.github.com' });
    const json = toSettingsJson(settings);
    expect(json).toEqual({ owner: 'acme', apiUrl: 'https://api.github.com', since: '2026-01-31' });
    expect(parse(json, { ...NOTHING, secrets })).toEqual({ settings, secrets });
  });

  it('take an App, its key as it comes out of a variable', () => {
    const app = { appId: 12, privateKey: privateKey.replaceAll('\n', '\\n'), installationId: '34' };
    expect(parse({ owner: 'acme', app }).secrets).toEqual({
      appId: '12',
      privateKey: privateKey.trim(),
      installationId: '34',
      apiUrl: 'https://api.github.com',
    });
  });

  it.each<[string, string, object]>([
    ['owner', 'acme/shop/pulls is no owner', { owner: 'acme/shop/pulls' }],
    ['owner', 'is no owner', { owner: 'https://github.com/' }],
    ['owner', 'it is on github.com', { owner: 'https://github.com/acme', apiUrl: 'https://ghe.example.com' }],
    ['repositories', 'leave it out for all', { owner: 'acme', repositories: [] }],
    ['repositories', 'other/shop is no repository of acme', { owner: 'acme', repositories: ['other/shop'] }],
    ['apiUrl', 'https://', { owner: 'acme', apiUrl: 'http://ghe.example.com' }],
    ['apiUrl', 'it is no address', { owner: 'acme', apiUrl: 'ghe' }],
    ['since', '2026-01-31', { owner: 'acme', since: '31.1.2026' }],
    ['tokne', 'tokne', { owner: 'acme', tokne: 'ghp_secret' }],
    ['token', 'one word', { owner: 'acme', token: 'ghp secret' }],
    ['token', 'not both', { owner: 'acme', token: 'ghp_secret', app: { appId: 1, privateKey } }],
    ['app.privateKey', 'no private key', { owner: 'acme', app: { appId: 1, privateKey: 'ghp_secret' } }],
    ['apiUrl', 'leave the user and password out', { owner: 'acme', apiUrl: 'https://me:ghp_secret@ghe.example.com' }],
  ])('refuse a %s because %s', (field, words, input) => {
    const refusal = refusalOf(input);
    expect(refusal.field).toBe(field);
    expect(refusal.message).toContain(words);
    expect(refusal.message).not.toMatch(/ghp.secret|PRIVATE KEY/);
  });
});

describe('the right to ask', () => {
  const surroundings = { githubToken: 'ghp_environment', githubApiUrl: null };

  it('is the own secret, else the token of the environment, else none', () => {
    const own = parse({ owner: 'acme', token: 'ghp_own' }, { surroundings, secrets: null });
    expect(toCredentials(own.settings, { surroundings, secrets: own.secrets })).toMatchObject({ token: 'ghp_own' });
    expect(toCredentials(own.settings, { surroundings, secrets: null })).toEqual({
      kind: 'TOKEN',
      token: 'ghp_environment',
      origin: 'ENVIRONMENT',
    });
    expect(toCredentials(own.settings, NOTHING)).toEqual({ kind: 'ANONYMOUS' });
  });

  it('is never sent to another GitHub than it was given for', () => {
    const elsewhere = parse({ owner: 'acme', apiUrl: 'https://evil.example.com' }).settings;
    expect(toCredentials(elsewhere, { surroundings, secrets: null })).toEqual({ kind: 'ANONYMOUS' });
    const { secrets } = parse({ owner: 'acme', token: 'ghp_own' });
    expect(() => toCredentials(elsewhere, { surroundings, secrets })).toThrow(
      'The token or App of this source was given for github.com and is not sent to evil.example.com.',
    );
  });
});
