import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { makeFolder, removeFolder, runWeir, spawnWeir, startWeir } from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesIn } from './process-list.js';
import { writeSmallHistory } from './small-history.js';

const ONE_SENTENCE = /^[^\n]+\n$/;

describe('starting and stopping', () => {
  let folder: string;
  let home: string;
  beforeAll(async () => {
    folder = await makeFolder();
    home = join(folder, 'home');
  });
  afterAll(() => removeFolder(folder));

  it('a started server is live and ready, keeps its folder to itself, and leaves nothing behind after Ctrl-C', async () => {
    const server = await startWeir({ home });
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    for (const name of ['', 'secret', 'run.json']) expect(statSync(join(home, name)).mode & 0o077, name).toBe(0);
    expect(processesIn(home)).not.toEqual([]);
    const { code } = await server.stop();
    expect(code).toBe(0);
    expect(processesIn(home)).toEqual([]);
    expect(existsSync(join(home, 'run.json'))).toBe(false);
  });

  it('`start --git` reads that clone, prints its figures and goes on serving', async () => {
    const clone = await writeSmallHistory(folder);
    const server = await startWeir({ home, args: ['--git', clone] });
    await server.process.printed(/lead time/i);
    await server.process.printed(/Change fail rate/i);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    await server.stop();
  });

  it('what was read before is still there after the next start', async () => {
    const { code, stdout } = await runWeir(
      ['summary', '--json', '--from', '2026-03-01T00:00:00Z', '--to', '2026-03-09T00:00:00Z'],
      { home },
    );
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { metrics: Record<string, object> }).metrics.PULL_REQUESTS_MERGED).toMatchObject({
      value: 6,
    });
  });

  it('a second server on the same folder is refused, and the first goes on', async () => {
    const server = await startWeir({ home });
    const second = await runWeir(['start'], { home });
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(server.url);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    await server.stop();
  });

  it('a taken port is said in one sentence, and nothing is left running', async () => {
    const { server, port } = await takePort();
    const { code, stderr } = await runWeir(['start'], { home, env: { WEIR_PORT: String(port) } });
    server.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(ONE_SENTENCE);
    expect(stderr).toContain(String(port));
    expect(processesIn(home)).toEqual([]);
  });

  it.each([
    ['a folder that nobody can write', '/proc/weir'],
    ['a folder inside a file', join('package.json', 'weir')],
  ])('%s is refused in one sentence', async (_what, unusable) => {
    const { code, stderr } = await runWeir(['start'], { home: unusable });
    expect(code).toBe(1);
    expect(stderr).toMatch(ONE_SENTENCE);
    expect(stderr).toContain('WEIR_HOME');
  });

  it('a damaged secret is refused in one sentence that says what to do', async () => {
    const damaged = join(folder, 'damaged');
    await (await startWeir({ home: damaged })).stop();
    writeFileSync(join(damaged, 'secret'), 'nonsense');
    const { code, stderr } = await runWeir(['start'], { home: damaged });
    expect(code).toBe(1);
    expect(stderr).toMatch(ONE_SENTENCE);
    expect(stderr).toContain('secret');
  });

  it('a damaged data folder is refused in one sentence that says what to do', async () => {
    const damaged = join(folder, 'damaged-data');
    await (await startWeir({ home: damaged })).stop();
    writeFileSync(join(damaged, 'data', 'global', 'pg_control'), 'nonsense');
    const { code, stderr } = await runWeir(['start'], { home: damaged });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
    expect(stderr).toContain(damaged);
    expect(processesIn(damaged)).toEqual([]);
  });

  it('a wrong variable is named', async () => {
    const { code, stderr } = await runWeir(['start'], { home, env: { WEIR_PORT: 'http' } });
    expect(code).toBe(1);
    expect(stderr).toContain('WEIR_PORT');
    expect(stderr).toContain('http');
  });

  it('Ctrl-C during a start stops it, and nothing is left running', async () => {
    const fresh = join(folder, 'fresh');
    const process = spawnWeir(['start'], { home: fresh });
    for (let waited = 0; waited < 200 && processesIn(fresh).length === 0; waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));
    process.kill('SIGINT');
    await process.ended;
    expect(processesIn(fresh)).toEqual([]);
  });
});

function takePort(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}
