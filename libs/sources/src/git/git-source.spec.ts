import { chmod, mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GitHistory, GitRepository, type RepositoryOptions, SourceUnion } from '@weir/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { Batch, Json } from '../source.js';
import { openGitSource } from './git-source.js';
import { inspectGit } from './inspect-git.js';

const AT = '2026-03-02T10:00:00Z';
const NOW = Date.parse('2026-06-01T00:00:00Z');

const made: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const remove of made.splice(0)) await remove();
});

async function create(tell: (history: GitHistory) => unknown, options?: RepositoryOptions): Promise<GitRepository> {
  const repository = await GitRepository.create(tell, options);
  made.push(() => repository.remove());
  return repository;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'weir-folder-'));
  made.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function read(path: string, { cursor = null, ...settings }: Record<string, Json> = {}): Promise<Batch[]> {
  const source = await openGitSource({ path, ...settings });
  const batches: Batch[] = [];
  const context = { cursor, cursors: {}, now: () => NOW, signal: new AbortController().signal };
  for await (const batch of source.read(context)) batches.push(batch);
  return batches;
}

async function readOne(path: string, settings: Record<string, Json> = {}) {
  const batches = await read(path, settings);
  const last = batches.at(-1);
  const [repository] = last?.repositories ?? [];
  if (!last || !repository) throw new Error('Nothing was read.');
  const commits = batches.flatMap((batch) => batch.repositories.flatMap((each) => each.commits ?? []));
  return {
    ...repository,
    commits,
    refs: repository.refs ?? [],
    coverage: repository.coverage ?? [],
    cursor: last.cursor,
  };
}

const story = (history: GitHistory) =>
  history
    .commit('first', { at: AT, as: 'first' })
    .tag('v1.0.0')
    .branch('topic')
    .commit('work', { at: '2026-03-03T10:00:00Z', authoredAt: '2026-03-02T18:00:00Z', author: 'Grace Hopper' })
    .checkout('main')
    .merge('topic', "Merge branch 'topic'\n\nwith a body", { at: '2026-03-04T10:00:00Z' })
    .tag('v1.1.0', { at: '2026-03-05T10:00:00Z' });

describe('what a clone says', () => {
  it('tells commits with parents, both dates, the author as written and the whole message', async () => {
    const { commits, repository } = await readOne((await create(story)).path);
    expect(repository).toEqual({ name: 'storefront', url: null, defaultBranch: 'main' });
    expect(commits).toHaveLength(3);
    const merge = commits.find((commit) => commit.parents.length === 2);
    expect(merge?.message).toBe("Merge branch 'topic'\n\nwith a body");
    expect(commits.find((commit) => commit.message === 'work')).toMatchObject({
      authorName: 'Grace Hopper',
      authorEmail: 'grace.hopper@example.org',
      authoredAt: Date.parse('2026-03-02T18:00:00Z'),
      committedAt: Date.parse('2026-03-03T10:00:00Z'),
      parents: [commits.find((commit) => commit.message === 'first')?.sha],
    });
  });

  it('tells branches and tags, peeled to commits, with the tagger’s date of annotated ones', async () => {
    const repository = await create(story);
    await repository.git('tag', '-a', 'nested', '-m', 'a tag of a tag', 'v1.1.0');
    await repository.git('tag', 'a-tree', 'main^{tree}');
    const { refs } = await readOne(repository.path);
    const main = await repository.sha('main');
    expect(refs.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(
      ['BRANCH main', 'BRANCH topic', 'TAG nested', 'TAG v1.0.0', 'TAG v1.1.0'].sort(),
    );
    expect(refs.find((ref) => ref.name === 'nested')?.sha).toBe(main);
    expect(refs.find((ref) => ref.name === 'v1.1.0')).toMatchObject({
      sha: main,
      taggedAt: Date.parse('2026-03-05T10:00:00Z'),
    });
    expect(refs.find((ref) => ref.name === 'v1.0.0')?.taggedAt).toBeNull();
  });

  it('reads neither notes nor other refs, nor through replacements', async () => {
    const repository = await create(story);
    await repository.git('notes', 'add', '-m', 'a note', 'main');
    await repository.git(
      'update-ref',
      'refs/stash',
      await repository.git('commit-tree', '-m', 'stashed', 'main^{tree}'),
    );
    await repository.git('replace', '--graft', 'main', 'v1.0.0');
    const { commits } = await readOne(repository.path);
    expect(commits).toHaveLength(3);
    expect(commits.find((commit) => commit.message.startsWith('Merge'))?.parents).toHaveLength(2);
  });

  it('reads messages of other encodings, broken bytes, and the two ends of a huge one', async () => {
    const { commits } = await readOne(
      (
        await create((history) =>
          history
            .commit(Buffer.from('caf\xe9', 'latin1'), { at: AT, encoding: 'ISO-8859-1' })
            .commit(Buffer.from('broken \xff', 'latin1'), { at: AT })
            .commit(`${'x'.repeat(40_000)}\n\nCo-authored-by: Grace <g@example.org>`, { at: AT }),
        )
      ).path,
    );
    const messages = commits.map((commit) => commit.message);
    expect(messages).toContain('café');
    expect(messages).toContain('broken \ufffd');
    const huge = messages.find((message) => message.startsWith('xxx')) ?? '';
    expect(huge.length).toBeLessThanOrEqual(16 * 1024);
    expect(huge).toMatch(/Co-authored-by: Grace <g@example.org>$/);
  });

  it('takes a date that git cannot read from the commit’s other one, and keeps one in the future', async () => {
    const repository = await create((history) => history.commit('first', { at: AT }));
    const tree = await repository.git('rev-parse', 'main^{tree}');
    const write = async (author: string, committer: string) => {
      const file = join(await folder(), 'commit');
      await writeFile(file, `tree ${tree}\nauthor A <a@b> ${author}\ncommitter C <c@d> ${committer}\n\n${author}\n`);
      const sha = await repository.git('hash-object', '-t', 'commit', '-w', '--literally', file);
      await repository.git('update-ref', `refs/heads/b${sha.slice(0, 7)}`, sha);
      return sha;
    };
    const negative = await write('-5 +0000', '1700000000 +0000');
    const beyond = await write('9999999999999999999999 +0000', '1700000001 +0000');
    const future = await write('4102444800 +1400', '1700000002 +9999');
    const none = await write('', '');
    const { commits } = await readOne(repository.path);
    const at = (sha: string) => commits.find((commit) => commit.sha === sha);
    expect(at(negative)).toMatchObject({ authoredAt: 1_700_000_000_000, committedAt: 1_700_000_000_000 });
    expect(at(beyond)?.authoredAt).toBe(1_700_000_001_000);
    expect(at(future)).toMatchObject({ authoredAt: 4_102_444_800_000, committedAt: 1_700_000_002_000 });
    expect(at(none)).toMatchObject({ authoredAt: 0, committedAt: 0 });
  });
});

describe('which branch is production', () => {
  it('is the one set, else the remote’s HEAD, else HEAD’s, else main or master', async () => {
    const repository = await create(
      (history) => history.commit('one', { at: AT }).branch('release').branch('work').remoteBranch('trunk', 'main'),
      { remote: 'git@github.com:acme/storefront.git' },
    );
    const branch = async (settings = {}) => (await readOne(repository.path, settings)).repository.defaultBranch;
    await repository.git('symbolic-ref', 'HEAD', 'refs/heads/work');
    expect(await branch()).toBe('work');
    await repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    expect(await branch()).toBe('trunk');
    expect(await branch({ branch: 'release' })).toBe('release');
    expect(await branch({ branch: 'origin/trunk' })).toBe('trunk');
    await repository.git('symbolic-ref', '-d', 'refs/remotes/origin/HEAD');
    await repository.git('update-ref', '--no-deref', 'HEAD', await repository.sha('main'));
    await repository.git('checkout', '--quiet', '--detach');
    expect(await branch()).toBe('main');
  });

  it('asks for it where none of these is', async () => {
    const repository = await create((history) => history.checkout('red').commit('one', { at: AT }).branch('blue'));
    await repository.git('symbolic-ref', 'HEAD', 'refs/heads/unborn');
    await expect(read(repository.path)).rejects.toMatchObject({ code: 'BAD_SETTINGS', field: 'branch' });
    await expect(read(repository.path, { branch: 'green' })).rejects.toThrow(
      'There is no branch green in this clone: it has',
    );
  });

  it('counts of its own and the remote’s branch the one that contains the other, else the remote’s', async () => {
    const repository = await create(
      (history) =>
        history.commit('one', { at: AT, as: 'one' }).commit('two', { at: AT, as: 'two' }).remoteBranch('main', 'one'),
      { remote: 'https://github.com/acme/storefront.git' },
    );
    const head = async () => (await readOne(repository.path)).refs.find((ref) => ref.name === 'main')?.sha;
    expect(await head(), 'ahead of the remote').toBe(await repository.sha('two'));
    await repository.git('update-ref', 'refs/heads/main', await repository.sha('one'));
    await repository.git('update-ref', 'refs/remotes/origin/main', await repository.sha('two'));
    expect(await head(), 'behind the remote').toBe(await repository.sha('two'));
    await repository.add((history) => history.branch('other', 'one').commit('three', { at: AT, as: 'three' }));
    await repository.git('update-ref', 'refs/heads/main', await repository.sha('three'));
    expect(await head(), 'diverged').toBe(await repository.sha('two'));
  });
});

describe('what it covers', () => {
  it('is from the first commit to now where there is nothing to fetch from', async () => {
    const { coverage } = await readOne((await create(story)).path);
    const covered = { repository: 'storefront', from: Date.parse(AT), to: NOW };
    expect(coverage).toEqual(['CHANGES', 'COMMITS', 'DEPLOYMENTS'].map((subject) => ({ ...covered, subject })));
  });

  it('is to the last fetch, or to the newest commit or tag if that is later', async () => {
    const repository = await create(story, { remote: 'https://github.com/acme/storefront.git' });
    // A tag made the day after the last commit is known too.
    const newest = Date.parse('2026-03-05T10:00:00Z') + 1000;
    expect((await readOne(repository.path)).coverage[0]?.to).toBe(newest);
    const fetched = Date.parse('2026-04-01T00:00:00Z');
    await writeFile(join(repository.path, '.git', 'FETCH_HEAD'), '');
    await utimes(join(repository.path, '.git', 'FETCH_HEAD'), fetched / 1000, fetched / 1000);
    expect((await readOne(repository.path)).coverage[0]?.to).toBe(fetched);
    await utimes(join(repository.path, '.git', 'FETCH_HEAD'), 1, 1);
    expect((await readOne(repository.path)).coverage[0]?.to).toBe(newest);
  });

  it('is told anew when only that changed, and nothing else is', async () => {
    const repository = await create(story, { remote: 'https://github.com/acme/storefront.git' });
    const { cursor } = await readOne(repository.path);
    expect(await read(repository.path, { cursor })).toEqual([]);
    await writeFile(join(repository.path, '.git', 'FETCH_HEAD'), '');
    const again = await read(repository.path, { cursor });
    expect(again).toHaveLength(1);
    expect(again[0]?.repositories[0]).toMatchObject({ commits: [], coverage: [{ to: NOW }, {}, {}] });
  });

  it('is nothing when all lies in the future', async () => {
    const { coverage } = await readOne(
      (await create((history) => history.commit('x', { at: '2040-01-01T00:00:00Z' }))).path,
    );
    expect(coverage).toEqual([]);
  });
});

describe('clones of every shape', () => {
  it('reads bare ones and linked working trees as the same history', async () => {
    const repository = await create(story);
    const bare = join(await folder(), 'storefront.git');
    await repository.git('clone', '--quiet', '--bare', repository.path, bare);
    const linked = `${repository.path}-linked`;
    await repository.git('worktree', 'add', '--quiet', '--detach', linked);
    const whole = await readOne(repository.path);
    for (const path of [bare, linked]) expect((await readOne(path)).commits).toEqual(whole.commits);
    expect((await readOne(bare)).repository.name).toBe('storefront');
  });

  it('reads a shallow clone from its boundary on, and all anew once it is deepened', async () => {
    const repository = await create((history) => {
      for (let day = 1; day <= 9; day += 1) history.commit(`day ${day}`, { at: `2026-03-0${day}T10:00:00Z` });
    });
    const shallow = join(await folder(), 'shallow');
    await repository.git('clone', '--quiet', '--depth=3', `file://${repository.path}`, shallow);
    const before = await readOne(shallow);
    expect(before.commits.map((commit) => commit.message)).toEqual(['day 9', 'day 8', 'day 7']);
    expect(before.commits.at(-1)?.parents).toEqual([]);
    expect(before.coverage[0]?.from).toBe(Date.parse('2026-03-07T10:00:01Z'));
    await repository.git('-C', shallow, 'fetch', '--quiet', '--unshallow');
    const news = await read(shallow, { cursor: before.cursor });
    const commits = news.flatMap((batch) => batch.repositories[0]?.commits ?? []);
    expect(commits).toHaveLength(9);
    expect(commits.find((commit) => commit.message === 'day 7')?.parents).toHaveLength(1);
  });

  it('reads a partial clone without fetching what it lacks', async () => {
    const repository = await create(story);
    await repository.git('config', 'uploadpack.allowFilter', 'true');
    const partial = join(await folder(), 'partial');
    await repository.git('clone', '--quiet', '--no-checkout', '--filter=tree:0', `file://${repository.path}`, partial);
    const objects = () => repository.git('-C', partial, 'count-objects', '-v');
    const before = await objects();
    const { commits, cursor } = await readOne(partial);
    expect(commits).toHaveLength(3);
    expect(await read(partial, { cursor })).toEqual([]);
    await rm(join(repository.path, '.git'), { recursive: true });
    expect((await readOne(partial)).commits).toHaveLength(3);
    expect(await objects()).toBe(before);
  });

  it('reads the repository it was given, whatever a surrounding git says', async () => {
    const [inner, outer] = [await create(story), await create((history) => history.commit('outer', { at: AT }))];
    process.env.GIT_DIR = join(outer.path, '.git');
    try {
      expect((await readOne(inner.path)).commits).toHaveLength(3);
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  it('runs nothing that a repository’s configuration names', async () => {
    const repository = await create(story);
    const proof = join(await folder(), 'ran');
    const program = join(await folder(), 'program');
    await writeFile(program, `#!/bin/sh\ntouch ${proof}\n`);
    await chmod(program, 0o755);
    for (const key of [
      'core.fsmonitor',
      'gpg.program',
      'core.pager',
      'core.sshCommand',
      'core.alternateRefsCommand',
      'diff.external',
    ])
      await repository.git('config', key, program);
    await repository.git('config', 'log.showSignature', 'true');
    expect((await readOne(repository.path)).commits).toHaveLength(3);
    await expect(stat(proof)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('reading on', () => {
  it('reads only what is new since, also when branches were deleted and rewritten', async () => {
    const repository = await create(story);
    const { cursor } = await readOne(repository.path);
    await repository.git('branch', '-D', 'topic');
    await repository.git('tag', '-d', 'v1.0.0');
    await repository.add((history) => history.commit('fix', { at: '2026-03-06T10:00:00Z' }));
    const news = await readOne(repository.path, { cursor });
    expect(news.commits.map((commit) => commit.message)).toEqual(['fix']);
    expect(news.refs.map((ref) => ref.name)).toEqual(['main', 'v1.1.0']);
    await repository.git('update-ref', 'refs/heads/main', await repository.sha('first'));
    await repository.git('tag', '-d', 'v1.1.0');
    const rewound = await readOne(repository.path, { cursor: news.cursor });
    expect(rewound.commits).toEqual([]);
    expect(rewound.refs).toEqual([
      { kind: 'BRANCH', name: 'main', sha: await repository.sha('first'), taggedAt: null },
    ]);
  });

  it('ignores what it knew and git has thrown away', async () => {
    const repository = await create(story);
    const { cursor } = await readOne(repository.path);
    await repository.git('update-ref', 'refs/heads/main', await repository.sha('first'));
    for (const args of [
      ['branch', '-D', 'topic'],
      ['tag', '-d', 'v1.1.0'],
    ])
      await repository.git(...args);
    await repository.git('-c', 'gc.reflogExpire=now', 'reflog', 'expire', '--expire=now', '--all');
    await repository.git('gc', '--quiet', '--prune=now');
    const other = await repository.git('commit-tree', '-m', 'other', '-p', 'main', 'main^{tree}');
    await repository.git('update-ref', 'refs/heads/main', other);
    const news = await readOne(repository.path, { cursor });
    expect(news.commits.map((commit) => commit.message)).toContain('other');
  });

  it('finishes an interrupted walk although the branch has moved on', async () => {
    const many = (history: GitHistory, from: number, count: number) => {
      for (let index = from; index < from + count; index += 1)
        history.commit(`${index}`, { at: Date.parse(AT) + index * 1000 });
    };
    const repository = await create((history) => many(history, 0, 4500));
    const [first] = await read(repository.path);
    await repository.add((history) => many(history, 4500, 100));
    const rest = await read(repository.path, { cursor: first?.cursor ?? null });
    const union = new SourceUnion([first, ...rest].filter((batch) => batch !== undefined));
    expect(union.size).toBe(4600);
    const counts = rest.map((batch) => batch.repositories[0]?.commits?.length);
    expect(counts).toEqual([2000, 500, 100]);
    expect(rest.at(-1)?.progress).toMatchObject({ done: 4600, total: 4600 });
    expect(await read(repository.path, { cursor: rest.at(-1)?.cursor ?? null })).toEqual([]);
  });
});

describe('a repository that gets another name', () => {
  it('is told anew under it, and no longer under the old one', async () => {
    const repository = await create(story, { remote: 'git@github.com:acme/shop.git' });
    const before = await read(repository.path);
    await repository.git('remote', 'set-url', 'origin', 'git@github.com:acme/storefront.git');
    const after = await read(repository.path, { cursor: before.at(-1)?.cursor ?? null });
    expect(after[0]?.replaces).toBe(true);
    expect([...new SourceUnion([...before, ...after]).repositories]).toEqual(['acme/storefront']);
    expect(new SourceUnion(after).size).toBe(3);
    expect(await read(repository.path, { cursor: after.at(-1)?.cursor ?? null })).toEqual([]);
  });

  it('or merely another address is told that, and nothing else', async () => {
    const repository = await create(story, { remote: 'git@github.com:acme/shop.git' });
    const { cursor } = await readOne(repository.path);
    await repository.git('remote', 'set-url', 'origin', 'https://gitlab.com/acme/shop.git');
    const [batch] = await read(repository.path, { cursor });
    expect(batch?.replaces).toBeUndefined();
    expect(batch?.repositories[0]).toMatchObject({ repository: { url: 'https://gitlab.com/acme/shop' }, commits: [] });
  });
});

describe('newer object formats', () => {
  it('are read like any other', async () => {
    const repository = await create(story);
    const path = join(await folder(), 'sha256');
    await repository.git('init', '--quiet', '--initial-branch=main', '--object-format=sha256', path);
    await repository.git('-C', path, 'commit', '--quiet', '--allow-empty', '-m', 'first');
    const { commits, cursor } = await readOne(path);
    expect(commits[0]?.sha).toMatch(/^[0-9a-f]{64}$/);
    await repository.git('-C', path, 'commit', '--quiet', '--allow-empty', '-m', 'second');
    expect((await readOne(path, { cursor })).commits.map((commit) => commit.message)).toEqual(['second']);
  });
});

describe('what is no clone', () => {
  const refusal = (path: string) =>
    read(path).then(
      () => null,
      (error: Error) => error,
    );

  it('is refused in a sentence', async () => {
    const empty = await folder();
    const file = join(empty, 'history.bundle');
    await writeFile(file, 'x');
    expect(await refusal(join(empty, 'nowhere'))).toMatchObject({ code: 'NOT_FOUND', field: 'path' });
    expect((await refusal(file))?.message).toBe(
      `${file} is a file, not a clone. A bundle is cloned first: git clone ${file}`,
    );
    expect((await refusal(empty))?.message).toContain('is not a git repository');
    const repository = await create(() => undefined);
    expect((await refusal(repository.path))?.message).toContain('has no commits yet');
    const inner = join(repository.path, 'inner');
    await mkdir(inner);
    expect((await refusal(inner))?.message).toContain(`inside the clone ${repository.path}`);
    expect((await refusal(join(repository.path, '.git', 'objects')))?.message).toContain('inside the clone');
  });

  it('includes a damaged one', async () => {
    const repository = await create(story);
    const sha = await repository.sha('first');
    await repository.git('unpack-objects', '-q').catch(() => undefined);
    await rm(join(repository.path, '.git', 'objects'), { recursive: true });
    await mkdir(join(repository.path, '.git', 'objects'));
    expect(sha).not.toBe('');
    expect(await refusal(repository.path)).toMatchObject({ code: 'UNREADABLE' });
  });

  it('includes settings that name nothing, and says which', async () => {
    await expect(openGitSource({})).rejects.toMatchObject({ code: 'BAD_SETTINGS', field: 'path' });
    await expect(openGitSource({ path: '/', brnach: 'x' })).rejects.toMatchObject({
      code: 'BAD_SETTINGS',
      field: 'brnach',
    });
    await expect(openGitSource(null)).rejects.toMatchObject({ code: 'BAD_SETTINGS', field: null });
  });

  it('includes every one where git is not installed', async () => {
    const repository = await create(story);
    const path = process.env.PATH;
    process.env.PATH = await folder();
    try {
      expect((await refusal(repository.path))?.message).toContain('install git');
    } finally {
      process.env.PATH = path;
    }
  });
});

describe('looking at a path first', () => {
  it('tells name, branch, commits and version tags', async () => {
    const repository = await create((history) => story(history).tag('nightly'), {
      remote: 'git@github.com:acme/storefront.git',
    });
    const link = join(await folder(), 'link');
    await symlink(repository.path, link);
    expect(await inspectGit(link)).toMatchObject({
      kind: 'GIT',
      path: link,
      name: 'acme/storefront',
      branch: 'main',
      commits: 3,
      versionTags: 2,
      problem: null,
    });
  });

  it('says what is wrong instead of throwing', async () => {
    expect(await inspectGit('/nowhere/at/all')).toMatchObject({
      problem: expect.stringContaining('There is no folder'),
      commits: null,
    });
  });
});
