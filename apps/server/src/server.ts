import type { RequestListener } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { GITHUB_API_URL, toWebUrl } from '@weir/sources';
import { migrate, openDatabase, type Database } from '@weir/store';
import { LogController } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { AccessService } from './platform/access/access.service.js';
import { SecretBox } from './platform/access/secret-box.js';
import { deriveKey, readSecret } from './platform/access/secret.js';
import { BoundaryFilter } from './platform/errors/boundary.filter.js';
import { answerErrors } from './platform/http/answer-errors.js';
import { Door } from './platform/http/door.js';
import { harden } from './platform/http/harden.js';
import { removeRunFile, writeRunFile } from './platform/http/run-file.js';
import { servePages } from './platform/http/static-files.js';
import { Jobs } from './platform/jobs/jobs.js';
import type { Ground } from './platform/platform.module.js';
import { createLogger, NestLogger } from './platform/telemetry/logger.js';
import { RefreshWorker } from './sources/refresh-worker.js';
import { SyncSchedule } from './sources/sync-schedule.js';
import { SyncWorker } from './sources/sync-worker.js';

const MAX_BODY_BYTES = 1024 * 1024;

export interface ServerOptions {
  config: Config;
  /** Folder of the built pages. */
  pages: string;
}

export interface RunningServer {
  url: string;
  /** What the command line beside it signs in with. */
  token: string;
  createSignInLink(): Promise<string>;
  /** Drains: no more requests, jobs to their next safe point, then the database. Safe to call twice. */
  stop(): Promise<void>;
}

/** Undone in reverse order, whether starting failed half-way or the server ends. */
class Cleanup {
  private readonly steps: (() => unknown)[] = [];

  add(step: () => unknown): void {
    this.steps.unshift(step);
  }

  async run(logger: Logger | null): Promise<void> {
    for (const step of this.steps.splice(0)) {
      try {
        await step();
      } catch (error) {
        logger?.warn({ err: error }, 'Something could not be closed in an orderly way.');
      }
    }
  }
}

export async function startServer({ config, pages }: ServerOptions): Promise<RunningServer> {
  const cleanup = new Cleanup();
  let logger: Logger | null = null;
  try {
    const secret = readSecret(config.home);
    logger = createLogger(config);
    const door = await Door.open(config.host, config.port);
    cleanup.add(() => door.close());
    const database = await openStore(config, secret, logger);
    cleanup.add(() => database.close());
    const jobs = await Jobs.start(database.connectionString, config.redisUrl, logger);
    cleanup.add(() => jobs.close());
    const secrets = new SecretBox(deriveKey(secret, 'sources'));
    const { app, answer } = await createApp({ config, logger, database, jobs, secrets }, door);
    // Jobs use what the application holds, so they end before it does.
    cleanup.add(() => jobs.close().then(() => app.close()));
    await prepareRoutes(app, { config, logger, database, pages, secret });
    if (config.role !== 'api') await startWork(app);
    door.serve(config.role === 'worker' ? onlyHealth(answer) : answer);
    return publish({ app, door, config, cleanup, logger });
  } catch (error) {
    await cleanup.run(logger);
    throw error;
  }
}

async function openStore(config: Config, secret: Buffer, logger: Logger): Promise<Database> {
  const database = await openDatabase({
    home: config.home,
    url: config.databaseUrl,
    secret: deriveKey(secret, 'database'),
    log: logger,
  });
  try {
    await migrate(database.dataSource);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Nest sets its handler after the routes, which have taken the one they found; ours is there before them. */
class Adapter extends FastifyAdapter {
  override setErrorHandler() {
    return this.instance;
  }
}

interface App {
  app: NestFastifyApplication;
  answer: RequestListener;
}

async function createApp(ground: Ground, door: Door): Promise<App> {
  const { logger } = ground;
  let answer: RequestListener = () => undefined;
  const adapter = new Adapter({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    serverFactory: (handler: RequestListener) => {
      answer = handler;
      return door.server;
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(ground), adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  app.useGlobalFilters(new BoundaryFilter(logger));
  return { app, answer: (request, response) => answer(request, response) };
}

interface Routes {
  config: Config;
  logger: Logger;
  database: Database;
  pages: string;
  secret: Buffer;
}

async function prepareRoutes(app: NestFastifyApplication, routes: Routes): Promise<void> {
  const { config, logger, database, pages, secret } = routes;
  const server = app.getHttpAdapter().getInstance();
  answerErrors(server, logger);
  await harden(server, {
    ...{ host: config.host, sessionKey: deriveKey(secret, 'session'), pool: database.pool, logger },
    formTargets: listGitHubHosts(config),
  });
  await servePages(server, pages);
  await app.init();
  await server.ready();
}

async function startWork(app: NestFastifyApplication): Promise<void> {
  await app.get(SyncWorker).start();
  app.get(RefreshWorker).start();
  await app.get(SyncSchedule).start();
}

/** github.com, and the Enterprise Server of this process. */
function listGitHubHosts({ githubApiUrl }: Config): string[] {
  return [GITHUB_API_URL, ...(githubApiUrl === null ? [] : [githubApiUrl])].map(toWebUrl);
}

/** A worker is looked after like a server, and asked nothing else. */
function onlyHealth(answer: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url?.startsWith('/health/')) answer(request, response);
    else response.writeHead(404).end();
  };
}

interface Opening {
  app: NestFastifyApplication;
  door: Door;
  config: Config;
  cleanup: Cleanup;
  logger: Logger;
}

function publish({ app, door, config, cleanup, logger }: Opening): RunningServer {
  const access = app.get(AccessService);
  if (config.role !== 'worker') {
    writeRunFile(config.home, { pid: process.pid, url: door.url, token: access.localToken });
    cleanup.add(() => removeRunFile(config.home));
  }
  let stopped: Promise<void> | null = null;
  return {
    url: door.url,
    token: access.localToken,
    createSignInLink: async () => door.url + (await access.createSignInPath()),
    stop: () => (stopped ??= cleanup.run(logger)),
  };
}
