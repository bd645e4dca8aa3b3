import { createPostgresBackend, createRedisBackend, runMigrations, UnrecoverableError, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Logger } from 'pino';
import { toWeirError } from '../errors/to-weir-error.js';

/** The part of a queue the features use. */
export interface JobQueue<Data> {
  add(data: Data, options?: { deduplicate?: string; delayMs?: number }): Promise<void>;
  /**
   * Adds `data` again and again from `startAt` on. Under a known id it replaces what was scheduled so before; with the same
   * interval it keeps its place, whatever `startAt` says.
   */
  schedule(id: string, data: Data, options: { everyMs: number; startAt: number }): Promise<void>;
  unschedule(id: string): Promise<void>;
  listScheduled(): Promise<Scheduled[]>;
}

interface Scheduled {
  id: string;
  everyMs: number | null;
  /** When it is added next. */
  nextAt: number | null;
}

export interface JobRun {
  /** Aborted when the process ends: stop at the next safe point. */
  signal: AbortSignal;
  /** Whether a failure now is final. */
  isLastAttempt: boolean;
}

export type JobHandler<Data> = (data: Data, run: JobRun) => Promise<void>;

interface JobLike {
  data: unknown;
  attemptsMade: number;
}

interface Closable {
  close(force?: boolean): Promise<void>;
}

interface Backend {
  Queue: new (name: string, options: object) => QueueLike;
  Worker: new (name: string, processor: (job: JobLike) => Promise<void>, options: object) => WorkerLike;
  connection: () => object;
  close: () => Promise<void>;
}

interface SchedulerLike {
  key: string;
  every?: number;
  next?: number;
}

interface QueueLike extends Closable {
  add(name: string, data: unknown, options: object): Promise<unknown>;
  upsertJobScheduler(id: string, repeat: object, template: object): Promise<unknown>;
  removeJobScheduler(id: string): Promise<unknown>;
  getJobSchedulers(): Promise<SchedulerLike[]>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  getJobCounts(): Promise<Record<string, number>>;
}

interface WorkerLike extends Closable {
  on(event: 'error' | 'failed', listener: (...parts: unknown[]) => void): unknown;
}

const ATTEMPTS = 6;
const KEPT = {
  attempts: ATTEMPTS,
  backoff: { type: 'exponential', delay: 2000 },
  removeOnComplete: { count: 100 },
  removeOnFail: { count: 100 },
};
const POOL_SIZE = 10;
const ERROR_PAUSE_MS = 10_000;
const SCHEMA = 'bullmq';

/** BullMQ on our own PostgreSQL, or on Redis where one is given: queues, workers, and an orderly end of both. */
export class Jobs {
  private readonly open: Closable[] = [];
  private readonly queues = new Map<string, QueueLike>();
  private readonly stopping = new AbortController();
  private lastErrorAt = 0;
  private closing: Promise<void> | null = null;

  private constructor(
    private readonly backend: Backend,
    private readonly logger: Logger,
  ) {}

  /** Migrates first: a worker on an unmigrated schema spins for ever. */
  static async start(connectionString: string, redisUrl: string | null, logger: Logger): Promise<Jobs> {
    const backend =
      redisUrl === null ? await postgresBackend(connectionString, logger) : redisBackend(redisUrl, logger);
    return new Jobs(backend, logger);
  }

  queue<Data>(name: string): JobQueue<Data> {
    const queue = this.openQueue(name);
    return {
      add: async (data, options = {}) => {
        await queue.add(name, data, {
          ...KEPT,
          ...(options.delayMs !== undefined && { delay: options.delayMs }),
          // What is asked for while the same is being done may have come too late for it: it is done once more.
          ...(options.deduplicate !== undefined && {
            deduplication: { id: options.deduplicate, keepLastIfActive: true },
          }),
        });
      },
      schedule: async (id, data, { everyMs, startAt }) => {
        await queue.upsertJobScheduler(id, { every: everyMs, startDate: startAt }, { name, data, opts: KEPT });
      },
      unschedule: async (id) => void (await queue.removeJobScheduler(id)),
      listScheduled: async () => (await queue.getJobSchedulers()).map(toScheduled),
    };
  }

  /** Runs `handle` for every job. What cannot be mended by trying again is not tried again. */
  work<Data>(name: string, concurrency: number, handle: JobHandler<Data>): void {
    const worker = new this.backend.Worker(name, (job) => this.run(job, handle), {
      connection: this.backend.connection(),
      concurrency,
      // A job whose process was killed is somebody else's after this time.
      lockDuration: 10_000,
      stalledInterval: 5_000,
      maxStalledCount: 3,
    });
    worker.on('error', (error) => this.report(error));
    worker.on('failed', (_job, error) => this.report(error));
    this.open.unshift(worker);
  }

  /** How many jobs wait, run and failed, over one queue. */
  async counts(name: string): Promise<Record<string, number>> {
    const queue = this.openQueue(name);
    return queue.getJobCounts();
  }

  /** Asks running jobs to stop at their next safe point, waits for them, then closes everything. Safe to call twice. */
  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    this.stopping.abort();
    for (const part of this.open) await part.close();
    await this.backend.close();
  }

  private async run<Data>(job: JobLike, handle: JobHandler<Data>): Promise<void> {
    try {
      const isLastAttempt = job.attemptsMade + 1 >= ATTEMPTS;
      await handle(job.data as Data, { signal: this.stopping.signal, isLastAttempt });
    } catch (error) {
      const known = toWeirError(error);
      if (known.kind.retry) throw error;
      throw new UnrecoverableError(error instanceof Error ? error.message : String(error));
    }
  }

  /** One of each name, however often it is asked for. */
  private openQueue(name: string): QueueLike {
    const known = this.queues.get(name);
    if (known !== undefined) return known;
    const queue = new this.backend.Queue(name, { connection: this.backend.connection() });
    queue.on('error', (error) => this.report(error));
    this.open.push(queue);
    this.queues.set(name, queue);
    return queue;
  }

  /** At most one line in ten seconds: a broken connection reports itself without end. */
  private report(error: unknown): void {
    const now = Date.now();
    if (this.stopping.signal.aborted || now - this.lastErrorAt < ERROR_PAUSE_MS) return;
    this.lastErrorAt = now;
    this.logger.warn({ err: error }, 'A job or its queue had a problem.');
  }
}

const toScheduled = ({ key, every, next }: SchedulerLike): Scheduled => ({
  ...{ id: key, everyMs: every ?? null, nextAt: next ?? null },
});

async function postgresBackend(connectionString: string, logger: Logger): Promise<Backend> {
  const pool = new pg.Pool({ connectionString, max: POOL_SIZE, options: `-c search_path=${SCHEMA}`, keepAlive: true });
  pool.on('error', (error) => logger.warn({ err: error }, 'A connection of the queue was lost.'));
  // A connection that breaks while it is lent also fails what it was lent for; unheard, it would end the process.
  pool.on('connect', (lent) => lent.on('error', () => undefined));
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    client.release();
  }
  const classes = withBackend(createPostgresBackend);
  return {
    ...(classes as unknown as Pick<Backend, 'Queue' | 'Worker'>),
    connection: () => pool,
    close: () => pool.end(),
  };
}

function redisBackend(url: string, logger: Logger): Backend {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', (error) => logger.warn({ err: error }, 'The connection to Redis had a problem.'));
  const classes = withBackend(createRedisBackend);
  return {
    ...(classes as unknown as Pick<Backend, 'Queue' | 'Worker'>),
    connection: () => redis,
    close: async () => redis.disconnect(),
  };
}
