import { join } from 'node:path';
import { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import { pretty } from './pretty.js';
import { CappedLog } from './capped-log.js';
import type { Config } from '../../config.js';

const SECRETS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'token',
  'secret',
  'secrets',
  'privateKey',
  'connectionString',
];

/** JSON lines in `logs/weir.log` under the home folder; errors also reach the terminal, in one line. */
export function createLogger(config: Config): Logger {
  const streams = [
    { level: 'debug' as const, stream: new CappedLog(join(config.home, 'logs')) },
    { level: 'error' as const, stream: pretty() },
  ];
  return pino(
    {
      level: config.logLevel,
      base: { role: config.role, pid: process.pid },
      redact: {
        paths: SECRETS.flatMap((name) => [key(name), `*${key(name, true)}`, `*.*${key(name, true)}`]),
        censor: '[hidden]',
      },
      serializers: { req: (request) => ({ method: request.method, url: withoutSecret(request.url) }) },
    },
    pino.multistream(streams),
  );
}

const key = (name: string, nested = false): string =>
  /^\w+$/.test(name) ? `${nested ? '.' : ''}${name}` : `["${name}"]`;

/** A sign-in link is a password for as long as it lives. */
const withoutSecret = (url: string): string => url.replace(/^(\/sign-in\/)[^/?]+/, '$1[hidden]');

/** Nest's own messages into the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, trace?: string, context?: string): void {
    this.logger.error({ context, trace }, String(message));
  }

  fatal(message: unknown, context?: string): void {
    this.logger.fatal({ context }, String(message));
  }
}
