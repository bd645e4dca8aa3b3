import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, removeFolder, runWeir, startWeir, type WeirServer } from '@weir/testing';

export interface Reply<Data> {
  status: number;
  data: Data;
  errors: { message: string; extensions: { code: string; field?: string } }[];
}

export type Role = 'viewer' | 'member' | 'manager' | 'admin';

export interface SyncedSource {
  id: string;
  repositories: string[];
  problems: { repository: string | null; message: string }[];
  sync: { state: string; message: string | null; requests: number; records: number; rejected: number };
}

const SYNC_LIMIT_MS = 60_000;
const SOURCE = `id repositories problems { repository message }
  sync { state message requests records rejected rejectedRows { file line column message } }`;

/** A server of a test file's own, in a new folder, and what a conversation with it needs. */
export class Workspace {
  private constructor(
    readonly folder: string,
    public server: WeirServer,
    readonly token: string,
    private readonly env: Record<string, string>,
  ) {}

  static async open(env: Record<string, string> = {}): Promise<Workspace> {
    const folder = await makeFolder();
    const server = await startWeir({ home: join(folder, 'home'), env });
    const ofCommandLine = new Workspace(folder, server, await readLocalToken(server.home), env);
    return new Workspace(folder, server, await ofCommandLine.createToken('tests', 'admin'), env);
  }

  async close(): Promise<void> {
    await this.server.stop();
    await removeFolder(this.folder);
  }

  /** The same workspace in a new process. */
  async restart(): Promise<void> {
    await this.server.stop();
    this.server = await startWeir({ home: this.server.home, env: this.env });
  }

  /** One GraphQL request, errors and all. `token` null shows none. */
  async send<Data>(query: string, variables: object = {}, token: string | null = this.token): Promise<Reply<Data>> {
    const response = await fetch(`${this.server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = (await response.json()) as Reply<Data>;
    return { status: response.status, data, errors };
  }

  /** A request that must succeed. */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.send<Data>(query, variables);
    if (errors.length > 0) throw new Error(errors.map((error) => error.message).join('\n'));
    return data;
  }

  tokenFor(role: Role): Promise<string> {
    return this.createToken(`a ${role}`, role);
  }

  private async createToken(name: string, role: Role): Promise<string> {
    const mutation = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) }';
    const input = { name, role: role.toUpperCase() };
    return (await this.ask<{ createApiToken: string }>(mutation, { input })).createApiToken;
  }

  async run(args: string[], env: Record<string, string> = {}) {
    return await runWeir(args, { home: this.server.home, env });
  }

  /** Adds a source and waits until its sync has ended, however it ends. */
  async add(kind: 'GITHUB' | 'GIT' | 'FILE', settings: object): Promise<SyncedSource> {
    const mutation = `mutation ($input: AddSourceInput!) { addSource(input: $input) { source { id } refusal { code message } } }`;
    const { addSource } = await this.ask<{
      addSource: { source: { id: string } | null; refusal: { message: string } | null };
    }>(mutation, { input: { kind, name: 'told by a test', settings } });
    if (addSource.source === null) throw new Error(`Refused: ${addSource.refusal?.message}`);
    return await this.syncEnd(addSource.source.id);
  }

  async syncEnd(id: string): Promise<SyncedSource> {
    for (const deadline = Date.now() + SYNC_LIMIT_MS; Date.now() < deadline; await sleep(100)) {
      const { sources } = await this.ask<{ sources: SyncedSource[] }>(`{ sources { ${SOURCE} } }`);
      const source = sources.find((candidate) => candidate.id === id);
      if (source && ['SUCCEEDED', 'FAILED'].includes(source.sync.state)) return source;
    }
    throw new Error(`The sync of ${id} did not end within ${SYNC_LIMIT_MS / 1000} seconds.`);
  }
}

/** With which the command line beside a server speaks to it; a process of its own would take seconds. */
async function readLocalToken(home: string): Promise<string> {
  const { token } = JSON.parse(await readFile(join(home, 'run.json'), 'utf8')) as { token: string };
  return token;
}
