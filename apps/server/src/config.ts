import { resolve } from 'node:path';
import { z } from 'zod';
import { WeirError } from './platform/errors/weir-error.js';

const text = z.string().trim().min(1);

const Environment = z.object({
  WEIR_HOME: text.default('.weir'),
  WEIR_PORT: z.coerce.number().int().min(0).max(65_535).default(4400),
  WEIR_HOST: text.default('127.0.0.1'),
  WEIR_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  WEIR_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  GITHUB_TOKEN: text.optional(),
  GITHUB_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  WEIR_SYNC_MINUTES: z.coerce.number().int().min(0).max(1440).default(15),
});

type Variable = keyof z.infer<typeof Environment>;

const EXPECTED: Record<Variable, string> = {
  WEIR_HOME: 'a folder',
  WEIR_PORT: 'a port number from 0 to 65535',
  WEIR_HOST: 'a host name or address to listen on',
  WEIR_ROLE: 'one of all, api, worker',
  WEIR_LOG_LEVEL: 'one of silent, error, warn, info, debug',
  DATABASE_URL: 'an address like postgres://user:password@host:5432/database',
  REDIS_URL: 'an address like redis://host:6379',
  GITHUB_TOKEN: 'a GitHub token',
  GITHUB_API_URL: 'an address like https://api.github.com',
  WEIR_SYNC_MINUTES: 'a whole number of minutes from 0 (never) to 1440',
};

/** Variables whose value may hold a password: the error names them without repeating it. */
const SECRET: ReadonlySet<string> = new Set(['DATABASE_URL', 'REDIS_URL', 'GITHUB_TOKEN']);

type ServerRole = 'all' | 'api' | 'worker';

/** What the surroundings decide about one process. */
export interface Config {
  home: string;
  port: number;
  host: string;
  role: ServerRole;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  databaseUrl: string | null;
  redisUrl: string | null;
  githubToken: string | null;
  githubApiUrl: string | null;
  /** Between two syncs of a source that changes by itself; 0 = they are only asked for. */
  syncMinutes: number;
}

/** An empty variable counts as one that is not set. */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(set);
  if (!parsed.success) throw configError(String(parsed.error.issues[0]?.path[0]) as Variable, set);
  const values = parsed.data;
  return {
    home: resolve(values.WEIR_HOME),
    port: values.WEIR_PORT,
    host: values.WEIR_HOST,
    role: values.WEIR_ROLE,
    logLevel: values.WEIR_LOG_LEVEL,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    githubToken: values.GITHUB_TOKEN ?? null,
    githubApiUrl: values.GITHUB_API_URL ?? null,
    syncMinutes: values.WEIR_SYNC_MINUTES,
  };
}

export const readConfig = (): Config => parseConfig(process.env);

function configError(variable: Variable, environment: Record<string, string | undefined>): WeirError {
  const value = SECRET.has(variable) ? 'what it is set to' : `"${environment[variable]}"`;
  return new WeirError('CONFIGURATION', `${variable} must be ${EXPECTED[variable]}, not ${value}.`, {
    field: variable,
  });
}
