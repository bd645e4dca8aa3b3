import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** A path as a person types it, `~` included, made absolute. */
export function absolutePath(named: string): string {
  const isHome = named === '~' || named.startsWith('~/');
  return isHome ? join(homedir(), named.slice(1)) : resolve(named);
}
