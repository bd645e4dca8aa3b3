import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitRepository } from '@weir/testing';
import { describe, expect, it } from 'vitest';
import { absolutePath } from './absolute-path.js';
import { openSource } from './open-source.js';

describe('opening a source', () => {
  it('gives settings that open the same one again, from anywhere', async () => {
    const repository = await GitRepository.create((history) => history.commit('one', { at: '2026-01-01T00:00:00Z' }));
    const file = join(repository.path, 'rows.csv');
    await writeFile(file, 'repository,number,created_at\na/b,1,2026-01-01\n');
    for (const [kind, settings] of [
      ['GIT', { path: `${repository.path}/.`, name: 'acme/shop' }],
      ['FILE', { path: file, strict: true }],
      ['PUSH', {}],
      ['PUSH', { sender: 'pagerduty' }],
    ] as const) {
      const source = await openSource(kind, settings);
      const again = await openSource(source.kind, source.settings);
      expect(again.settings).toEqual(source.settings);
      expect(again.fingerprint).toBe(source.fingerprint);
    }
    await repository.remove();
  });

  it('says which kinds there are when asked for another', async () => {
    await expect(openSource('COPILOT', {})).rejects.toMatchObject({ code: 'BAD_SETTINGS', field: 'kind' });
    await expect(openSource('COPILOT', {})).rejects.toThrow('it reads GITHUB, GIT, FILE');
  });

  it('keeps a clone and a file in it apart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'weir-open-'));
    await expect(openSource('FILE', { path: folder })).rejects.toThrow('is a folder');
    await expect(openSource('GIT', { path: folder })).rejects.toThrow('is not a git repository');
    await rm(folder, { recursive: true });
  });

  it('takes ~ for the home folder', () => {
    expect(absolutePath('~/work')).toBe(join(homedir(), 'work'));
    expect(absolutePath('~other')).toBe(join(process.cwd(), '~other'));
  });
});
