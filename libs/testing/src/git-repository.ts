import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** ISO-8601 or epoch milliseconds. */
type Time = string | number;

export interface CommitOptions {
  /** The committer's date, and the author's unless given. */
  at: Time;
  authoredAt?: Time;
  author?: string;
  email?: string;
  /** A name to ask for the commit's sha by, and to start branches and tags from. */
  as?: string;
  /** Name of the message's encoding, for a message in bytes. */
  encoding?: string;
}

export interface TagOptions {
  /** The tagger's date makes the tag an annotated one. */
  at?: Time;
  /** A commit's name or a branch; the current branch's head by default. */
  on?: string;
}

/**
 * A history told commit by commit: `history.commit('first', { at }).branch('topic').commit(…).checkout('main').merge('topic', …)`.
 * It begins on the branch `main`; nothing is written before a repository takes it in.
 */
export class GitHistory {
  private readonly parts: Buffer[] = [];
  private readonly heads = new Map<string, number>();
  private readonly named = new Map<string, number>();
  private current = 'main';
  private lastMark = 0;

  /** A new branch from the current head, or from a branch or named commit, and on to it. */
  branch(name: string, from: string = this.current): this {
    const mark = this.find(from);
    this.heads.set(name, mark);
    this.write(`reset refs/heads/${name}\nfrom :${mark}\n`);
    return this.checkout(name);
  }

  /** On to a branch; one that does not exist begins with its next commit, without a parent. */
  checkout(name: string): this {
    this.current = name;
    return this;
  }

  commit(message: string | Buffer, options: CommitOptions): this {
    return this.append(message, options, []);
  }

  /** A merge commit of other branches or named commits into the current branch. */
  merge(others: string | string[], message: string, options: CommitOptions): this {
    return this.append(message, options, [others].flat());
  }

  tag(name: string, { at, on = this.current }: TagOptions = {}): this {
    const from = `from :${this.find(on)}\n`;
    if (at === undefined) this.write(`reset refs/tags/${name}\n${from}`);
    else this.write(`tag ${name}\n${from}tagger ${person({ at })}\n${data(name)}`);
    return this;
  }

  /** What a fetch from `origin` would have left behind: a remote-tracking branch at a branch or named commit. */
  remoteBranch(name: string, on: string = this.current): this {
    this.write(`reset refs/remotes/origin/${name}\nfrom :${this.find(on)}\n`);
    return this;
  }

  /** The stream for `git fast-import` of all that was told since the last time. */
  takeStream(): Buffer {
    return Buffer.concat(this.parts.splice(0));
  }

  /** The mark of a named commit or a branch's head. */
  find(name: string): number {
    const mark = this.named.get(name) ?? this.heads.get(name);
    if (mark === undefined) throw new Error(`There is no commit or branch ${name} in this history.`);
    return mark;
  }

  private append(message: string | Buffer, options: CommitOptions, others: string[]): this {
    const parent = this.heads.get(this.current);
    const merged = others.map((other) => `merge :${this.find(other)}\n`).join('');
    this.lastMark += 1;
    this.write(`commit refs/heads/${this.current}\nmark :${this.lastMark}\n`);
    this.write(`author ${person({ ...options, at: options.authoredAt ?? options.at })}\n`);
    this.write(`committer ${person(options)}\n`);
    if (options.encoding) this.write(`encoding ${options.encoding}\n`);
    this.write(data(message));
    this.write(`${parent === undefined ? '' : `from :${parent}\n`}${merged}`);
    this.heads.set(this.current, this.lastMark);
    if (options.as) this.named.set(options.as, this.lastMark);
    return this;
  }

  private write(part: string | Buffer): void {
    this.parts.push(Buffer.from(part));
  }
}

function person({ author = 'Ada', email, at }: Pick<CommitOptions, 'author' | 'email' | 'at'>): string {
  const seconds = Math.floor(new Date(at).getTime() / 1000);
  return `${author} <${email ?? `${author.toLowerCase().replace(/\W+/g, '.')}@example.org`}> ${seconds} +0000`;
}

function data(message: string | Buffer): Buffer {
  const bytes = Buffer.from(message);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

export interface RepositoryOptions {
  /** Where to make it; a fresh temporary folder by default, which `remove` takes away. */
  path?: string;
  bare?: boolean;
  /** Address of `origin`. */
  remote?: string;
}

/** A real repository on disk, made from a `GitHistory`. */
export class GitRepository {
  private constructor(
    readonly path: string,
    private readonly root: string,
    private readonly history: GitHistory,
  ) {}

  static async create(tell: (history: GitHistory) => unknown, options: RepositoryOptions = {}): Promise<GitRepository> {
    const root = options.path ?? (await realpath(await mkdtemp(join(tmpdir(), 'weir-git-'))));
    const path = options.path ?? join(root, 'storefront');
    await mkdir(path, { recursive: true });
    const repository = new GitRepository(path, root, new GitHistory());
    await repository.git('init', '--quiet', '--initial-branch=main', ...(options.bare ? ['--bare'] : []));
    if (options.remote) await repository.git('remote', 'add', 'origin', options.remote);
    await repository.add(tell);
    return repository;
  }

  /** Goes on with the history where it stands. */
  async add(tell: (history: GitHistory) => unknown): Promise<void> {
    tell(this.history);
    const stream = this.history.takeStream();
    const marks = await this.marksFile();
    const files = [`--import-marks-if-exists=${marks}`, `--export-marks=${marks}`];
    await run(this.path, ['fast-import', '--quiet', '--force', '--date-format=raw-permissive', ...files], stream);
  }

  /** The sha of a named commit or a branch's head as told. */
  async sha(name: string): Promise<string> {
    const mark = `:${this.history.find(name)} `;
    const lines = (await readFile(await this.marksFile(), 'utf8')).split('\n');
    return lines.find((line) => line.startsWith(mark))?.slice(mark.length) ?? '';
  }

  /** Runs git in the repository and gives its output. */
  git(...args: string[]): Promise<string> {
    return run(this.path, args);
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  private async marksFile(): Promise<string> {
    return join(await run(this.path, ['rev-parse', '--absolute-git-dir']), 'weir-marks');
  }
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** The outer environment may be that of a git hook, whose variables point at another repository. */
function environment(): NodeJS.ProcessEnv {
  const outer = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(outer), ...IDENTITY };
}

function run(path: string, args: string[], input?: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['-c', 'safe.directory=*', '-c', 'protocol.file.allow=always', ...args], {
      cwd: path,
      env: environment(),
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output.trimEnd()) : reject(new Error(`git ${args[0]}: ${errors}`)),
    );
    // git may end before it has read everything; its exit code tells.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
