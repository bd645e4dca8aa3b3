import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import type { Database } from '@weir/store';
import pg from 'pg';
import type { Logger } from 'pino';
import { DATABASE, LOGGER } from '../tokens.js';

type Listener = (payload: string) => void;

const RECONNECT_MS = 1000;

/** Short messages between processes of one workspace, through PostgreSQL. What is missed while disconnected is lost. */
@Injectable()
export class Notifications implements OnApplicationShutdown {
  private readonly listeners = new Map<string, Listener>();
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isClosed = false;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async publish(channel: string, payload: string): Promise<void> {
    await this.database.pool.query('SELECT pg_notify($1, $2)', [channel, payload]);
  }

  async listen(channel: string, listener: Listener): Promise<void> {
    this.listeners.set(channel, listener);
    if (this.client === null) await this.connect();
    else await this.client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.client?.end();
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.database.connectionString, keepAlive: true });
    this.client = client;
    client.on('notification', ({ channel, payload }) => this.listeners.get(channel)?.(payload ?? ''));
    client.on('error', (error) => this.reconnect(client, error));
    try {
      await client.connect();
      for (const channel of this.listeners.keys()) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      this.reconnect(client, error);
    }
  }

  private reconnect(lost: pg.Client, error: unknown): void {
    if (this.isClosed || this.client !== lost) return;
    this.client = null;
    this.logger.warn({ err: error }, 'The connection for notifications was lost; trying again.');
    lost.end().catch(() => undefined);
    this.timer = setTimeout(() => void this.connect(), RECONNECT_MS);
  }
}
