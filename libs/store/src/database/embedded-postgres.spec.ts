import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { SILENT } from './log.js';
import { findProcess } from './process-table.js';

const SECRET = 'correct horse';
let home: string;
let folders: string[];
let running: EmbeddedPostgres[];
let children: ChildProcess[];

beforeEach(async () => {
  folders = [];
  home = join(await makeFolder(), 'deep', 'home');
  running = [];
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(running.map((server) => server.stop().catch(() => {})));
  // A server whose child was killed is stopped by the next start.
  if (existsSync(join(home, 'data', 'postmaster.pid')))
    await start().then(
      (server) => server.stop(),
      () => {},
    );
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-embedded-'));
  folders.push(folder);
  return folder;
}

async function start(secret = SECRET): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ home, secret, log: SILENT });
  running.push(server);
  return server;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function readServerPid(): number {
  return Number(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function until<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 200; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

describe('a first and a second start', () => {
  it('make a database, keep it, and open it to this machine with a password only', async () => {
    const first = await start();
    await query(first.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const [settings] = (await query(
      first.connectionString,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS addresses,
         current_setting('unix_socket_directories') AS sockets, lower('ÀÉ') AS lower`,
    )) as object[];
    expect(settings).toEqual({ encoding: 'UTF8', addresses: '127.0.0.1', sockets: '', lower: 'àé' });
    const wrong = Object.assign(new URL(first.connectionString), { password: 'wrong' }).toString();
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(statSync(home).mode & 0o777).toBe(0o700);
    await first.stop();
    const second = await start();
    expect(await query(second.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('follow a secret that was replaced', async () => {
    await (await start()).stop();
    const server = await start('another secret');
    expect(await query(server.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('say so when the password cannot follow', async () => {
    const first = await start();
    // The password can be set for nobody then; single-user mode would not mind.
    await query(first.connectionString, `CREATE ROLE other SUPERUSER LOGIN PASSWORD 'other'`);
    const other = Object.assign(new URL(first.connectionString), { username: 'other', password: 'other' }).toString();
    await query(other, 'ALTER ROLE weir RENAME TO renamed');
    await first.stop();
    await expect(start('another secret')).rejects.toMatchObject({ message: expect.stringContaining('weir') });
  });

  it('survive a first start that was killed half way', async () => {
    mkdirSync(join(home, 'data.new-killed', 'base'), { recursive: true });
    await start();
    expect(readdirSync(home).filter((name) => name.startsWith('data'))).toEqual(['data']);
  });
});

describe('only one Weir', () => {
  it('uses a folder at a time', async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({ code: 'HOME_IN_USE', message: expect.stringContaining(home) });
    await first.stop();
    await start();
  });

  it('is kept out by a lock, not by what a dead one left', async () => {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'lock'), JSON.stringify({ pid: process.pid, startedAt: 'another boot' }));
    await start();
    expect(JSON.parse(readFileSync(join(home, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  });
});

describe('after kill -9', () => {
  let script: string;
  let folder: string;
  beforeAll(async () => {
    const source = fileURLToPath(new URL('embedded-postgres.ts', import.meta.url));
    // Beside the dependencies, so that the child finds them.
    const modules = dirname(dirname(createRequire(import.meta.url).resolve('pg/package.json')));
    folder = join(modules, '.cache', `weir-${randomUUID()}`);
    await build({ configFile: false, logLevel: 'silent', build: { ssr: source, outDir: folder } });
    const built = pathToFileURL(join(folder, 'embedded-postgres.js')).href;
    script = `import { startEmbeddedPostgres } from ${JSON.stringify(built)};
      const silent = () => {};
      const server = await startEmbeddedPostgres({ home: process.argv[1], secret: process.argv[2],
        log: { info: silent, warn: silent, error: silent } });
      process.on('SIGINT', () => setTimeout(() => server.stop().then(() => process.exit(0)), 3000));
      setInterval(() => {}, 1000);
      console.log(server.connectionString);`;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Another Node that holds the database; resolves with its address. */
  function holdInChild(): Promise<{ child: ChildProcess; url: string }> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, home, SECRET], { detached: true });
    children.push(child);
    return new Promise((resolve, reject) => {
      child.stdout.once('data', (line) => resolve({ child, url: String(line).trim() }));
      child.stderr.once('data', (text) => reject(new Error(String(text))));
    });
  }

  it('of PostgreSQL, it comes back at the same address', async () => {
    const server = await start();
    await query(server.connectionString, 'CREATE TABLE kept AS SELECT 1 AS one');
    process.kill(readServerPid(), 'SIGKILL');
    const rows = await until(() => query(server.connectionString, 'SELECT * FROM kept'));
    expect(rows).toEqual([{ one: 1 }]);
  });

  it('of PostgreSQL while it cannot start, it comes back when it can', async () => {
    const errors: string[] = [];
    const log = { ...SILENT, error: (message: string) => void errors.push(message) };
    const server = await startEmbeddedPostgres({ home, secret: SECRET, log });
    running.push(server);
    const settings = join(home, 'data', 'postgresql.conf');
    renameSync(settings, `${settings}.away`);
    process.kill(readServerPid(), 'SIGKILL');
    await until(async () => expect(errors.length).toBeGreaterThan(1));
    renameSync(`${settings}.away`, settings);
    expect(await until(() => query(server.connectionString, 'SELECT 1 AS one'))).toEqual([{ one: 1 }]);
    expect(errors[1]).toContain('postgresql.conf');
  });

  it('of Node, the next start stops the server that was left and loses nothing', async () => {
    const { child, url } = await holdInChild();
    await query(url, 'CREATE TABLE kept AS SELECT 1 AS one');
    child.kill('SIGKILL');
    const orphan = readServerPid();
    expect(findProcess(orphan)?.command).toContain('postgres');
    const server = await start();
    expect(findProcess(orphan)).toBeNull();
    expect(await query(server.connectionString, 'SELECT * FROM kept')).toEqual([{ one: 1 }]);
  });

  it('of both, the next start recovers what was committed', async () => {
    const { child, url } = await holdInChild();
    await query(url, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n');
    const busy = query(url, 'SELECT pg_sleep(60)').catch(() => {});
    const orphan = readServerPid();
    child.kill('SIGKILL');
    process.kill(orphan, 'SIGKILL');
    await busy;
    const server = await start();
    expect(await query(server.connectionString, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
  });

  it('an empty pid file, of a server that was killed while it began, is no hindrance', async () => {
    await (await start()).stop();
    writeFileSync(join(home, 'data', 'postmaster.pid'), '');
    const server = await start();
    expect(await query(server.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('nothing is stopped that only happens to have the old number', async () => {
    await (await start()).stop();
    writeFileSync(join(home, 'data', 'postmaster.pid'), `${process.pid}\n${join(home, 'data')}\n`);
    const server = await start();
    expect(await query(server.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('nobody is stopped who only looks at the folder', async () => {
    await (await start()).stop();
    const script = 'console.log("here"); setInterval(() => {}, 1000)';
    const reader = spawn(process.execPath, ['-e', script, 'postgresql.conf'], { cwd: join(home, 'data') });
    children.push(reader);
    await new Promise((resolve) => reader.stdout.once('data', resolve));
    await start();
    expect(reader.signalCode).toBeNull();
    expect(findProcess(reader.pid ?? 0)).not.toBeNull();
  });

  it('a Ctrl-C reaches Weir and not its server, which lives until Weir has drained', async () => {
    const { child, url } = await holdInChild();
    const server = readServerPid();
    const exited = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid!, 'SIGINT');
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await exited;
    expect(findProcess(server)).toBeNull();
    expect(existsSync(join(home, 'lock'))).toBe(false);
  });
});

describe('a folder that cannot be used', () => {
  const refusal = (code: string, ...words: string[]) => ({
    code,
    message: expect.stringMatching(words.map((word) => `(?=.*${word})`).join('')),
  });

  it('is named when it cannot be written', async () => {
    // Nobody, not even root, can make a folder here.
    home = process.platform === 'darwin' ? '/System/weir' : '/sys/weir';
    await expect(start()).rejects.toMatchObject(refusal('HOME_UNUSABLE', home, 'WEIR_HOME'));
    home = join(await makeFolder(), 'file');
    writeFileSync(home, 'a file');
    await expect(start()).rejects.toMatchObject(refusal('HOME_UNUSABLE', home, 'not a folder'));
  });

  it('is told from one that is damaged or of another version', async () => {
    await (await start()).stop();
    const cases = [
      ['global/pg_control', 'junk', 'DATA_DAMAGED', 'backup'],
      ['PG_VERSION', 'x', 'DATA_DAMAGED', 'PG_VERSION'],
      ['PG_VERSION', '12', 'DATA_OF_OTHER_VERSION', '12'],
      ['postgresql.conf', 'no = such = thing', 'DATA_DAMAGED', 'postgresql.conf'],
    ] as const;
    for (const [name, text, code, words] of cases) {
      const file = join(home, 'data', name);
      const whole = readFileSync(file);
      writeFileSync(file, text);
      await expect(start()).rejects.toMatchObject(refusal(code, home, words));
      // The lock is given up again.
      expect(existsSync(join(home, 'lock'))).toBe(false);
      writeFileSync(file, whole);
    }
    rmSync(join(home, 'data', 'pg_wal'), { recursive: true });
    await expect(start()).rejects.toMatchObject(refusal('DATA_DAMAGED', home, 'backup'));
  });
});
