import { spawn } from 'node:child_process';
import { SourceError } from '../source.js';

/**
 * A clone is data of somebody else: nothing its configuration names may run, nothing is written, and nothing is fetched.
 * `safe.directory=*` is safe because of that: whoever may name the path decides, not whoever owns the folder.
 */
const NEUTRAL_CONFIG = [
  'safe.directory=*',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.alternateRefsCommand=',
  'log.showSignature=false',
  'gpg.program=false',
  'protocol.allow=never',
  'core.quotePath=false',
];

const KEPT_VARIABLES = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'SYSTEMROOT', 'TEMP', 'TMP', 'USERPROFILE'];

const OUR_VARIABLES = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
};

const STDERR_LIMIT = 8192;

/** git ended with another code than 0. */
export class GitFailure extends Error {
  constructor(
    readonly code: number | null,
    readonly stderr: string,
  ) {
    super(stderr.trim().split('\n').at(-1) ?? '');
    this.name = 'GitFailure';
  }
}

/** Runs git on one folder, one process per question, and counts them. */
export class GitProcess {
  started = 0;

  constructor(
    readonly path: string,
    private readonly signal?: AbortSignal,
  ) {}

  /** Standard output in chunks, as fast as it is taken; throws `GitFailure` when git does. */
  async *stream(args: string[], input = ''): AsyncGenerator<Buffer> {
    this.throwIfAborted();
    this.started += 1;
    const child = spawn('git', commandLine(this.path, args), { env: environment(), windowsHide: true });
    const stop = () => child.kill();
    this.signal?.addEventListener('abort', stop, { once: true });
    const ended = outcome(child);
    ended.catch(() => undefined);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    try {
      for await (const chunk of child.stdout) yield chunk as Buffer;
      await ended;
    } catch (error) {
      throw this.signal?.aborted ? aborted() : error;
    } finally {
      this.signal?.removeEventListener('abort', stop);
      child.kill();
    }
    this.throwIfAborted();
  }

  /** Whole standard output as text. */
  async read(args: string[], input = ''): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.stream(args, input)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  /** Whole standard output without its last newline, null when git answers with a failure. */
  async find(args: string[]): Promise<string | null> {
    try {
      return (await this.read(args)).replace(/\r?\n$/, '');
    } catch (error) {
      if (error instanceof GitFailure) return null;
      throw error;
    }
  }

  private throwIfAborted(): void {
    if (this.signal?.aborted) throw aborted();
  }
}

function aborted(): SourceError {
  return new SourceError('ABORTED', 'Reading the clone was stopped.');
}

function commandLine(path: string, args: string[]): string[] {
  return ['--no-pager', ...NEUTRAL_CONFIG.flatMap((setting) => ['-c', setting]), '-C', path, ...args];
}

/** None of the caller's `GIT_*` variables: inside a hook they would point at another repository. */
function environment(): NodeJS.ProcessEnv {
  const kept = KEPT_VARIABLES.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), ...OUR_VARIABLES };
}

function outcome(child: ReturnType<typeof spawn>): Promise<void> {
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (stderr.length < STDERR_LIMIT) stderr += chunk.toString('utf8');
  });
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(startFailure(error)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(new GitFailure(code, stderr))));
  });
}

function startFailure(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'ENOENT') return error;
  return new SourceError(
    'UNREADABLE',
    'git was not found on this machine: install git (2.20 or newer) to read clones.',
  );
}
