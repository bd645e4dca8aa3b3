import type { IncidentRecord } from '../../records.js';
import type { Change } from '../changes/change.js';
import { readOwnNumber } from './references.js';
import { tameText } from './tame-text.js';

const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s*:?\s+(\S+)/gi;
const ISSUE_URL = /^https?:\/\/[^/]+\/(?:(.+?)(?:\/-)?\/)?issues\/(\d+)\/?$/;
/** The key of an incident that is made of an issue, with what is put before it to be unique in the workspace. */
const ISSUE_KEY = /(?:^|:)(([\w.-]+\/[\w.-]+)#\d+)$/;

/** Where the issue was filed that an incident is made of; null for other incidents. */
export function findIssueRepository({ key }: IncidentRecord): string | null {
  return ISSUE_KEY.exec(key)?.[2] ?? null;
}

/**
 * Everything an incident can be called by in a text of this repository's changes, lower case: `owner/name#12` for an issue,
 * wherever it was filed, its address, its id. A bare number is an issue of the repository that it says, else of this one.
 */
export function listIncidentNames(incident: IncidentRecord, repositoryName: string): string[] {
  const ids = [incident.externalId, incident.key].filter((id) => id !== null && /[a-z].*\d|\d.*[a-z]/i.test(id));
  const names = [findIssue(incident, repositoryName), incident.url, ...ids];
  return [...new Set(names.flatMap((name) => (name ? [name.toLowerCase()] : [])))];
}

function findIssue({ key, url, externalId, repository }: IncidentRecord, repositoryName: string): string | null {
  const issue = ISSUE_KEY.exec(key)?.[1] ?? readIssueUrl(url ?? '', repositoryName);
  if (issue) return issue;
  const number = /^#?(\d+)$/.exec(externalId ?? '')?.[1];
  return number === undefined ? null : `${repository ?? repositoryName}#${number}`;
}

/** Trackers of other kinds have other paths: what is no `owner/name` is taken for this repository's. */
function readIssueUrl(url: string, repositoryName: string): string | null {
  const match = ISSUE_URL.exec(url);
  if (!match) return null;
  const owner = match[1]?.includes('/') ? match[1] : repositoryName;
  return `${owner}#${match[2]}`;
}

/** What a change closes, as its source says or its text does, in the forms of `listIncidentNames`. */
export function listClosed(change: Change, repositoryName: string): string[] {
  const inText = textsOf(change).flatMap((text) =>
    [...text.matchAll(CLOSING)].flatMap((match) => toNames(match[1] ?? '', repositoryName)),
  );
  return [...new Set([...change.closingIssues.map((issue) => issue.toLowerCase()), ...inText])];
}

/** Every word of a change's text that an incident could be called by. */
export function listWords(change: Change, repositoryName: string): Set<string> {
  const words = textsOf(change).flatMap((text) => text.split(/[\s,;()[\]]+/));
  return new Set(words.flatMap((word) => toNames(word, repositoryName)));
}

function toNames(word: string, repositoryName: string): string[] {
  const bare = word
    .toLowerCase()
    .replace(/[.,;:!?)\]]+$/, '')
    .replace(/^[([]+/, '');
  if (bare === '') return [];
  if (bare.startsWith('http')) return [bare, ...[readIssueUrl(bare, repositoryName) ?? []].flat()];
  if (!/^[\w./-]*#\d+$/.test(bare)) return [bare];
  const number = readOwnNumber(bare, repositoryName);
  return [number === null ? bare : `${repositoryName.toLowerCase()}#${number}`];
}

function textsOf(change: Change): string[] {
  return [change.title, change.body ?? '', ...change.messages.map((message) => message.text)].map(tameText);
}
