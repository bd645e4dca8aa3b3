import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a person has set for their own Weir, Git or database must not reach the tests. */
const FOREIGN =
  /^(WEIR_(?!TEST_)|DATABASE_URL$|REDIS_URL$|GITHUB_|GIT_|PG[A-Z]+$|npm_config_(?!cache$|registry$|userconfig$))/;

/** The environment every step runs in: the caller's, less what would change an outcome, plus a temporary folder of its own. */
export function prepareEnvironment(folder) {
  for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) delete process.env[name];
  Object.assign(process.env, settings(folder));
  const cache = writableCache(folder);
  if (cache !== null) process.env.npm_config_cache = cache;
  return process.env;
}

function settings(folder) {
  return {
    TMPDIR: folder,
    NO_COLOR: '1',
    FORCE_COLOR: '0',
    CI: '1',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    DO_NOT_TRACK: '1',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/** npm wants a cache it can write; a home that is missing or read-only has none, and then this run lends it one. */
function writableCache(folder) {
  const wanted = process.env.npm_config_cache ?? join(home(), '.npm');
  if (isWritable(wanted)) return null;
  const cache = join(folder, 'npm-cache');
  mkdirSync(cache, { recursive: true });
  return cache;
}

function home() {
  try {
    return homedir();
  } catch {
    return '/nonexistent';
  }
}

function isWritable(path) {
  let present = path;
  while (!existsSync(present) && dirname(present) !== present) present = dirname(present);
  try {
    accessSync(present, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
