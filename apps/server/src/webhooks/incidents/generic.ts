import { createHash } from 'node:crypto';
import { type JsonValue, query } from 'jsonpath-rfc9535';
import { z } from 'zod';
import type { IncidentMapping } from './mapping.js';
import type { Message, Reading, Said } from './said.js';

type Field = Exclude<keyof IncidentMapping, 'resolved' | 'id'>;

/** What a tool of any kind sends, by the mapping of the workspace. */
export function readGeneric(payload: unknown, mapping: IncidentMapping, receivedAt: number): Reading {
  const found = query(payload as JsonValue, mapping.each);
  const messages = found.flatMap((part) => readOne(part, mapping, receivedAt) ?? []);
  if (messages.length > 0) return messages;
  return {
    ignored: `There is no incident at ${mapping.each} with an id at ${[mapping.id].flat().join(' and ')}: look at the mapping.`,
  };
}

function readOne(part: JsonValue, mapping: IncidentMapping, receivedAt: number): Message | null {
  const read = (field: Field) => toText(query(part, mapping[field])[0]);
  const incident = readId(part, mapping);
  if (incident === null) return null;
  const status = read('status')?.toLowerCase() ?? null;
  const resolvedAt = toInstant(read('resolvedAt'));
  const startedAt = toInstant(read('startedAt'));
  const state = stateOf(status, mapping, resolvedAt);
  const said: Said = {
    ...{ state, startedAt, resolvedAt: state === 'RESOLVED' ? resolvedAt : null },
    ...{ title: read('title'), url: read('url'), service: read('service'), repository: read('repository') },
    ...{ severity: read('severity'), deployment: read('deployment'), remediedBy: read('remediedBy') },
  };
  const told = toInstant(read('at')) ?? (state === 'RESOLVED' ? resolvedAt : startedAt);
  // The same words again are the same message, whenever they come.
  const id = createHash('sha256')
    .update(JSON.stringify([incident, told, part]))
    .digest('hex');
  return { id, incident, at: told ?? receivedAt, said };
}

/** Null where a part of it is missing. */
function readId(part: JsonValue, { id }: IncidentMapping): string | null {
  const texts = [id].flat().map((path) => toText(query(part, path)[0]));
  return texts.includes(null) ? null : texts.join(' ');
}

function stateOf(status: string | null, { resolved }: IncidentMapping, resolvedAt: number | null): Said['state'] {
  if (status !== null) return resolved.includes(status) ? 'RESOLVED' : 'OPEN';
  return resolvedAt === null ? 'OPEN' : 'RESOLVED';
}

const MAX_TEXT = 1000;

function toText(value: JsonValue | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, MAX_TEXT) : null;
}

/** Tools write "not yet" as the year 1. */
const EARLIEST = Date.UTC(2000, 0, 1);
const iso = z.iso.datetime({ offset: true });

/** ISO-8601 with an offset, or Unix seconds or milliseconds. */
function toInstant(text: string | null): number | null {
  if (text === null) return null;
  const at = /^\d{10}(\.\d+)?$/.test(text)
    ? Math.round(Number(text) * 1000)
    : /^\d{13}$/.test(text)
      ? Number(text)
      : iso.safeParse(text).success
        ? Date.parse(text)
        : null;
  return at !== null && at >= EARLIEST ? at : null;
}
