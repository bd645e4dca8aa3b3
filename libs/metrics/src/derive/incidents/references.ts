import { tameText } from './tame-text.js';

/** What a field or a text points at: deployments by id or address, commits, and changes (`#12`, `owner/name#12`). */
export interface References {
  names: string[];
  shas: string[];
  changes: string[];
}

const URL_FORM = String.raw`https?:\/\/[^\s<>()\[\]"']+`;
const CHANGE_FORM = String.raw`(?:[\w.-]+\/[\w.-]+)?#\d+`;
const SHA_FORM = String.raw`[0-9a-f]{7,40}`;
const ANY_FORM = `(?:${URL_FORM}|${CHANGE_FORM}|${SHA_FORM})`;
const REMEDY_WORDS =
  'fix(?:e[sd])?(?: by| in| with)?|close[sd]?(?: by)?|resolve[sd]?(?: by| in| with)?|remedied by|reverted (?:by|in)|rolled back (?:by|to|with)';
const REMEDY = new RegExp(String.raw`\b(?:${REMEDY_WORDS})\s*:?\s+${ANY_FORM}(?:(?:\s*,|\s+and)\s*${ANY_FORM})*`, 'gi');
const NAMED_ID = /\b(?:deployment|deploy|release|version)(?:\s+id)?\s*[:#]?\s*([\w.:@/+-]*\d[\w.:@/+-]*)/gi;

/** Reads a field that holds nothing but a reference. */
export function parseReferenceField(field: string): References {
  const value = field.trim();
  const found = parseReferences(tameText(value));
  return { ...found, names: [value, ...found.names] };
}

/** Reads free text: what follows words like "fixed by" or "closes" is the remedy, everything else it points at the cause. */
export function parseReferenceText(given: string): { cause: References; remedy: References } {
  const text = tameText(given);
  const remedies = [...text.matchAll(REMEDY)].map((match) => match[0]);
  return { cause: parseReferences(text.replace(REMEDY, ' ')), remedy: parseReferences(remedies.join('\n')) };
}

function parseReferences(text: string): References {
  const urls = matchAll(text, new RegExp(URL_FORM, 'gi')).map((url) => url.replace(/[.,;:!?]+$/, ''));
  const rest = text.replace(new RegExp(URL_FORM, 'gi'), ' ');
  return {
    names: [...urls, ...[...rest.matchAll(NAMED_ID)].flatMap((match) => match[1]?.replace(/[.,;:]+$/, '') ?? [])],
    shas: [
      ...matchAll(rest, new RegExp(String.raw`\b${SHA_FORM}\b`, 'gi')).filter(looksLikeSha),
      ...urls.flatMap(readCommitUrl),
    ],
    changes: [...matchAll(rest, new RegExp(CHANGE_FORM, 'g')), ...urls.flatMap(readPullRequestUrl)],
  };
}

function matchAll(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[0]);
}

/** A short run of digits is more often a number than an abbreviated sha. */
function looksLikeSha(word: string): boolean {
  return /\d/.test(word) && (/[a-f]/i.test(word) || word.length > 12);
}

function readCommitUrl(url: string): string[] {
  const match = /\/commits?\/([0-9a-f]{7,40})\b/i.exec(url);
  return match?.[1] ? [match[1]] : [];
}

function readPullRequestUrl(url: string): string[] {
  const match = /^https?:\/\/[^/]+\/([^?#]+?)(?:\/-)?\/(?:pull|pulls|merge_requests|pull-requests)\/(\d+)/i.exec(url);
  return match ? [`${match[1]}#${match[2]}`] : [];
}

/** The number of a change reference, when it is one of this repository's. */
export function readOwnNumber(reference: string, repositoryName: string): number | null {
  const [owner, number] = reference.split('#');
  const isOwn = owner === '' || owner?.toLowerCase() === repositoryName.toLowerCase();
  return isOwn && number ? Number(number) : null;
}

/** The same in a text of another repository: there `#12` is one of that repository's. */
export function qualify(references: References, repositoryName: string | null): References {
  if (repositoryName === null) return references;
  const changes = references.changes.map((change) => (change.startsWith('#') ? `${repositoryName}${change}` : change));
  return { ...references, changes };
}
