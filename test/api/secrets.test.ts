import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from '@weir/store';
import { startGitHub, type StandInGitHub } from '@weir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecretBox } from '../../apps/server/src/platform/access/secret-box.js';
import { deriveKey, readSecret } from '../../apps/server/src/platform/access/secret.js';
import { makeWorld } from './github-world.js';
import { Workspace } from './workspace.js';

const OWN = 'ghp_ofTheSource5dR2vQ8xLm3NnT7w';
const OF_ENVIRONMENT = 'ghp_ofTheEnvironment9sK4bHf2Yc6PpZ1j';
const TRIED = 'ghp_triedOnce0uW3gEo8Ia5MkV6xQ';
const SECRETS = [OWN, OF_ENVIRONMENT, TRIED];

/** Every row of every table, jobs and all, as text. */
async function dump({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of rows) {
    const { rows: lines } = await pool.query<{ line: string }>(`SELECT row_to_json(t)::text AS line FROM ${name} t`);
    texts.push(...lines.map(({ line }) => line));
  }
  return texts.join('\n');
}

const open = (home: string): Promise<Database> =>
  openDatabase({ home, url: null, secret: deriveKey(readSecret(home), 'database') });

describe('a token', () => {
  let github: StandInGitHub;
  let workspace: Workspace;
  let answers = '';
  beforeAll(async () => {
    github = await startGitHub(makeWorld({ repositories: ['shop'], changes: 3 }));
    for (const token of SECRETS) github.world.access.token(token);
    const env = { GITHUB_API_URL: github.apiUrl, GITHUB_TOKEN: OF_ENVIRONMENT, WEIR_LOG_LEVEL: 'debug' };
    workspace = await Workspace.open(env);
  });
  afterAll(() => github.stop());

  async function ask(query: string, variables: object = {}): Promise<void> {
    answers += JSON.stringify(await workspace.send(query, variables));
  }

  it('that was given for a source, or is in the environment, is in no answer', async () => {
    const { id } = await workspace.add('GITHUB', { owner: 'acme', token: OWN });
    await ask(
      '{ sources { id name settings hasSecrets problems { message } sync { message } syncs(first: 10) { message } } }',
    );
    await ask('query ($input: InspectGitHubInput!) { inspectGitHub(input: $input) { access account problem } }', {
      input: { owner: 'acme', sourceId: id },
    });
    expect(answers).toContain('"access":"TOKEN"');
    await ask('query ($input: InspectGitHubInput!) { inspectGitHub(input: $input) { access account problem } }', {
      input: { owner: 'acme', token: TRIED },
    });
    await ask(
      `mutation { addSource(input: { kind: GITHUB, name: "", settings: { owner: "acme", token: "${OWN}", x: 1 } }) { refusal { message } } }`,
    );
    await ask(
      `mutation { updateSource(input: { id: "${id}", settings: { owner: "acme", token: null } }) { source { hasSecrets } } }`,
    );
    await workspace.syncEnd(id);
    await ask(`query { inspectGitHub(input: { owner: "acme" }) { access hasEnvironmentToken } }`);
    expect(answers).toContain('"access":"ENVIRONMENT","hasEnvironmentToken":true');
    github.world.access.revoke(OF_ENVIRONMENT);
    await ask(`mutation { syncSource(id: "${id}") { source { id } } }`);
    expect((await workspace.syncEnd(id)).sync.state).toBe('FAILED');
    await ask(
      `mutation { updateSource(input: { id: "${id}", settings: { owner: "acme", token: "${OWN}" } }) { source { hasSecrets } } }`,
    );
    await workspace.syncEnd(id);
    await ask('{ diagnosis { subject message } sources { settings sync { message } syncs(first: 10) { message } } }');
    for (const secret of SECRETS) expect(answers).not.toContain(secret);
  });

  it('that was sealed with another key is missed in a sentence, and can be given again', async () => {
    const update = async (token: string) => {
      const { id } = (await workspace.ask<{ sources: { id: string }[] }>('{ sources { id } }')).sources[0]!;
      await ask(
        `mutation { updateSource(input: { id: "${id}", settings: { owner: "acme", token: "${token}" } }) { source { id } } }`,
      );
      return workspace.syncEnd(id);
    };
    await workspace.server.stop();
    const foreign = await new SecretBox('another key of sixty-four characters'.padEnd(64, '.')).seal({ token: OWN });
    const database = await open(workspace.server.home);
    await database.pool.query('UPDATE source SET secrets = $1', [foreign]);
    await database.close();
    await workspace.restart();
    const { id } = (await workspace.ask<{ sources: { id: string }[] }>('{ sources { id } }')).sources[0]!;
    await ask(`mutation { syncSource(id: "${id}") { source { id } } }`);
    const { sync } = await workspace.syncEnd(id);
    expect(sync.state).toBe('FAILED');
    expect(sync.message).toMatch(/file `secret` in the home folder is not the one.*or give the token again/);
    expect((await update(OWN)).sync.state).toBe('SUCCEEDED');
  });

  it('is in no log and in no table, sealed ones aside', async () => {
    const { stdout, stderr } = await workspace.server.stop();
    const { home } = workspace.server;
    const log = readFileSync(join(home, 'logs', 'weir.log'), 'utf8');
    expect(log).toContain('sync started');
    const database = await open(home);
    const tables = await dump(database).finally(() => database.close());
    expect(tables).toContain('Fe26.2');
    for (const text of [stdout, stderr, log, tables]) {
      for (const secret of SECRETS) expect(text.includes(secret), secret).toBe(false);
    }
  });
});
