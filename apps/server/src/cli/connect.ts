import { readConfig, type Config } from '../config.js';
import { readRunFile } from '../platform/http/run-file.js';
import { startServer } from '../server.js';
import { Client } from './client.js';
import { onSignal, stopWhenStarted } from './signals.js';

export interface CommandOptions {
  /** Folder of the built pages. */
  pages: string;
}

export interface Connection {
  client: Client;
  /** Whether the server is one that runs anyway, not one started for this command. */
  isBesideServer: boolean;
}

/** The server of this home folder when one runs; else the same server for as long as the work takes. One way to everything. */
export async function withServer<Result>(
  { pages }: CommandOptions,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const config = readConfig();
  const running = await findRunning(config);
  if (running !== null) return work({ client: running, isBesideServer: true });
  const starting = startServer({ config: { ...config, role: 'all', host: '127.0.0.1', port: 0 }, pages });
  const forget = onSignal(() => stopWhenStarted(starting));
  try {
    const server = await starting;
    return await work({ client: new Client(server.url, server.token), isBesideServer: false });
  } finally {
    forget();
    await stopWhenStarted(starting);
  }
}

/** A process of that number is not enough: it must answer, and to our token. */
export async function findRunning(config: Config): Promise<Client | null> {
  const file = readRunFile(config.home);
  if (file === null) return null;
  const client = new Client(file.url, file.token);
  try {
    await client.ask('{ viewer { name } }');
    return client;
  } catch {
    return null;
  }
}
