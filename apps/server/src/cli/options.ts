import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { parseInstant } from '../platform/graphql/date-time.scalar.js';
import { collectGitHub, type GitHubName } from './github-names.js';

export const collect = (value: string, before: string[]): string[] => [...before, value];

/** Which token it is read with is the server's business: GITHUB_TOKEN, or what the source was given. */
export function githubOption(): Option {
  return new Option('--github <name>', 'owner/name on GitHub, or owner for all its repositories (repeatable)')
    .argParser((text: string, before: GitHubName[]) => collectGitHub(text, before))
    .default([]);
}

/** Relative to where the command was typed; the server may run elsewhere. */
export const absolutePath = (path: string): string => (path.startsWith('~') ? path : resolve(path));

/** `field=column,…` */
export function parseMap(text: string, before: Record<string, string> = {}): Record<string, string> {
  const map = { ...before };
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=');
    if (at <= 0 || at === pair.length - 1) {
      throw new InvalidArgumentError(`"${pair}" is not field=column, as in openedAt=created_at.`);
    }
    map[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return map;
}

/** An instant; a bare day is its midnight in UTC. */
export function parseMoment(text: string): number {
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  try {
    return parseInstant(whole);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

export function parseZone(text: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    throw new InvalidArgumentError('It is no IANA time zone; one is for example Europe/Oslo, another UTC.');
  }
}
