import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const READY = /Weir is ready at (http:\/\/\S+)/;
const START_LIMIT_MS = 90_000;
const COMMAND_LIMIT_MS = 120_000;

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  home: string;
  env?: Record<string, string>;
  cwd?: string;
}

export interface StartOptions extends RunOptions {
  /** After `start`: `['--git', path]`. */
  args?: string[];
  port?: number;
}

/** The program as it is built, in a process of its own, spoken to only as its users do. */
export class WeirProcess {
  readonly ended: Promise<Ended>;
  private readonly output = { stdout: '', stderr: '' };
  private waiting: (() => void)[] = [];

  constructor(private readonly child: ChildProcess) {
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
        this.output[stream] += chunk;
        this.wake();
      });
    }
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        resolve({ code, signal, ...this.output });
        this.wake();
      });
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get stdout(): string {
    return this.output.stdout;
  }

  get stderr(): string {
    return this.output.stderr;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Resolves once either stream has printed it; rejects with all that was printed when the process ends or time runs out. */
  async printed(pattern: RegExp, limit = START_LIMIT_MS): Promise<RegExpMatchArray> {
    const deadline = Date.now() + limit;
    for (;;) {
      const match = `${this.stdout}\n${this.stderr}`.match(pattern);
      if (match) return match;
      if (this.child.exitCode !== null || this.child.signalCode !== null || Date.now() > deadline) {
        throw new Error(`Weir never printed ${pattern}.\n${this.stdout}\n${this.stderr}`);
      }
      await this.somethingHappens(Math.min(500, Math.max(0, deadline - Date.now())));
    }
  }

  private somethingHappens(limit: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limit);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

export interface WeirServer {
  url: string;
  signInLink: string;
  process: WeirProcess;
  home: string;
  /** Ctrl-C, and the end of the process. */
  stop(): Promise<Ended>;
}

/** Starts the server on a free port and waits for the line that says it can be used. */
export async function startWeir(options: StartOptions): Promise<WeirServer> {
  const process = spawnWeir(['start', ...(options.args ?? [])], {
    ...options,
    env: { WEIR_PORT: String(options.port ?? 0), ...options.env },
  });
  try {
    const [, url = ''] = await process.printed(READY);
    const [signInLink = ''] = await process.printed(/http:\/\/\S+\/sign-in\S*/);
    const stop = async () => {
      process.kill('SIGINT');
      return await process.ended;
    };
    return { url, signInLink, process, home: options.home, stop };
  } catch (error) {
    process.kill('SIGKILL');
    throw error;
  }
}

/** One command of the command line, to its end. */
export async function runWeir(args: string[], options: RunOptions): Promise<Ended> {
  const process = spawnWeir(args, options);
  const timer = setTimeout(() => process.kill('SIGKILL'), COMMAND_LIMIT_MS);
  try {
    return await process.ended;
  } finally {
    clearTimeout(timer);
  }
}

export function spawnWeir(args: string[], { home, env = {}, cwd = ROOT }: RunOptions): WeirProcess {
  const program = pathToFileURL(join(ROOT, 'dist', 'apps', 'server', 'main.js')).href;
  const script = `const { main } = await import(${JSON.stringify(program)}); await main(process.argv.slice(1));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
    cwd,
    env: { ...process.env, WEIR_HOME: home, WEIR_PORT: '0', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new WeirProcess(child);
}

/** A folder of a test's own; others may pass through it, as PostgreSQL's account must when the tests run as root. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-test-'));
  await chmod(folder, 0o711);
  return folder;
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
