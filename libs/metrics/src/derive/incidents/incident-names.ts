import type { IncidentRecord } from '../../records.js';
import type { Change } from '../changes/change.js';
import { readOwnNumber } from './references.js';

const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s*:?\s+(\S+)/gi;

/** Everything an incident can be called by in a change's text, lower case: `#12`, its address, its id. */
export function listIncidentNames(incident: IncidentRecord): string[] {
  const issue = /\/issues\/(\d+)\/?$/.exec(incident.url ?? '')?.[1];
  const number = issue ?? /^#?(\d+)$/.exec(incident.externalId ?? '')?.[1];
  const ids = [incident.externalId, incident.key].filter((id) => id !== null && /[a-z].*\d|\d.*[a-z]/i.test(id));
  const names = [number ? `#${number}` : null, incident.url, ...ids];
  return [...new Set(names.flatMap((name) => (name ? [name.toLowerCase()] : [])))];
}

/** What a change's text closes, in the forms of `listIncidentNames`. */
export function listClosed(change: Change, repositoryName: string): string[] {
  return textsOf(change).flatMap((text) =>
    [...text.matchAll(CLOSING)].flatMap((match) => toName(match[1] ?? '', repositoryName)),
  );
}

/** Every word of a change's text that an incident could be called by. */
export function listWords(change: Change, repositoryName: string): Set<string> {
  const words = textsOf(change).flatMap((text) => text.split(/[\s,;()[\]]+/));
  return new Set(words.flatMap((word) => toName(word, repositoryName)));
}

function toName(word: string, repositoryName: string): string[] {
  const bare = word
    .toLowerCase()
    .replace(/[.,;:!?)\]]+$/, '')
    .replace(/^[([]+/, '');
  if (!/^[\w./-]*#\d+$/.test(bare)) return bare === '' ? [] : [bare];
  const number = readOwnNumber(bare, repositoryName);
  return number === null ? [] : [`#${number}`];
}

function textsOf(change: Change): string[] {
  return [change.title, change.body ?? '', ...change.messages.map((message) => message.text)];
}
