import { FILE_KINDS, inspectFile, inspectGit, type FileKind, type Json } from '@weir/sources';
import { badInput } from '../platform/errors/weir-error.js';
import type { InspectPathArgs } from './inspect-path-args.js';
import type { PathInspection } from './source-types.js';

/** What a path holds; that it holds nothing readable is an answer too. */
export async function inspect({ path, kind, fileKind, map, time }: InspectPathArgs): Promise<PathInspection> {
  if (kind === 'GIT') return inspectGit(path);
  if (kind !== 'FILE') throw badInput('kind', `Only paths of GIT and FILE sources can be looked at, not of ${kind}.`);
  return inspectFile(path, { kind: toFileKind(fileKind), map: toMap(map), time: toTime(time) });
}

function toFileKind(text: string | null | undefined): FileKind | undefined {
  if (text === null || text === undefined) return undefined;
  const known = FILE_KINDS.find((kind) => kind === text);
  if (known === undefined) throw badInput('fileKind', `fileKind is one of ${FILE_KINDS.join(', ')}, not "${text}".`);
  return known;
}

function toTime(text: string | null | undefined): 'unix' | 'iso' | undefined {
  if (text === null || text === undefined) return undefined;
  if (text === 'unix' || text === 'iso') return text;
  throw badInput('time', `time is unix or iso, not "${text}".`);
}

function toMap(map: Json | null | undefined): Record<string, string | null> | undefined {
  if (map === null || map === undefined) return undefined;
  const isMap = typeof map === 'object' && !Array.isArray(map) && Object.values(map).every(isColumn);
  if (!isMap) throw badInput('map', 'map is an object of field → column, as in {"openedAt": "created_at"}.');
  return map as Record<string, string | null>;
}

const isColumn = (value: Json): boolean => value === null || typeof value === 'string';
