import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { SourceError, type Json, type Source as OpenSource, type SourceKind } from '@weir/sources';
import { SourceStore, type SourceRow } from '@weir/store';
import { badInput, notFound, WeirError } from '../platform/errors/weir-error.js';
import { SourceOpener } from './source-opener.js';
import type { AddSourceInput, Source, SourcePayload, UpdateSourceInput } from './source-types.js';
import { SyncQueue } from './sync-queue.js';
import { SourceWork } from './source-work.js';

/** Settings that are kept as secrets; null takes out what is kept. */
const SECRET_SETTINGS = ['token', 'app'];
const MAX_NAME = 200;

/** Adds, changes, syncs and removes sources. Whoever asks has been checked. */
@Injectable()
export class SourceChanges {
  constructor(
    private readonly sources: SourceStore,
    private readonly opener: SourceOpener,
    private readonly queue: SyncQueue,
    private readonly work: SourceWork,
  ) {}

  /** The same thing named twice is one source, so this is safe to repeat. Its id. */
  async add({ kind, name, settings }: AddSourceInput): Promise<string> {
    const opened = await this.opener.open(kind, withoutNone(settings));
    const described = {
      kind,
      name: name.trim() || opened.defaultName,
      settings: { ...opened.settings },
      fingerprint: opened.fingerprint,
      secrets: await this.sealed(opened, null, settings),
    };
    const { source } = await this.sources.add(described, (known) => extended(opened, known));
    await this.work.begin(source);
    return source.id;
  }

  async update({ id, name, settings }: UpdateSourceInput): Promise<void> {
    const source = await this.get(id);
    if (name !== null && name !== undefined) await this.rename(id, name.trim());
    if (settings === null || settings === undefined) return;
    const known = await this.known(source, settings);
    const opened = await this.opener.open(source.kind as SourceKind, withoutNone(settings), known);
    if (opened.fingerprint !== source.fingerprint) throw otherSource(source);
    await this.sources.update(id, { ...opened.settings }, await this.sealed(opened, known, settings));
    await this.work.begin(source);
  }

  async sync(id: string): Promise<void> {
    const source = await this.get(id);
    await this.queue.request(source.id);
  }

  /** A second time changes nothing. */
  async remove(id: string): Promise<void> {
    if (await this.sources.remove(id)) await this.work.end(id);
  }

  private async rename(id: string, name: string): Promise<void> {
    if (name === '' || name.length > MAX_NAME)
      throw badInput('input.name', `A source needs a name of 1 to ${MAX_NAME} characters.`);
    await this.sources.rename(id, name);
  }

  private async get(id: string): Promise<SourceRow> {
    const source = await this.sources.find(id);
    if (source === null) throw notFound(`source ${id}`);
    return source;
  }

  /** What is kept sealed, unless it is about to be replaced: then nobody needs to be able to open it. */
  private async known({ id }: SourceRow, settings: Json): Promise<OpenSource['secrets']> {
    return SECRET_SETTINGS.some((key) => key in objectOf(settings)) ? null : this.opener.secretsOf(id);
  }

  /** Undefined leaves what is kept as it is. */
  private async sealed({ secrets }: OpenSource, known: OpenSource['secrets'], settings: Json) {
    if (secrets && !isDeepStrictEqual(secrets, known)) return this.opener.seal(secrets);
    return SECRET_SETTINGS.some((key) => objectOf(settings)[key] === null) ? null : undefined;
  }
}

function extended(opened: OpenSource, known: Json): Json {
  return { ...(opened.extend?.(known as Readonly<Record<string, Json>>) ?? opened.settings) };
}

const objectOf = (settings: Json): Record<string, Json> =>
  typeof settings === 'object' && settings !== null && !Array.isArray(settings) ? settings : {};

/** A token of null is none. */
function withoutNone(settings: Json): Json {
  const none = SECRET_SETTINGS.filter((key) => objectOf(settings)[key] === null);
  if (none.length === 0) return settings;
  return Object.fromEntries(Object.entries(objectOf(settings)).filter(([key]) => !none.includes(key)));
}

function otherSource({ name }: SourceRow): WeirError {
  const message = `These settings are of another source than "${name}": add that one, and remove this one if it is no longer wanted.`;
  return new WeirError('CONFLICT', message, { field: 'input.settings' });
}

const REFUSABLE = new Set(['BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT']);

/** What a client should expect to be refused is part of the answer; everything else is an error. */
export async function refuseOr(work: () => Promise<Source | null>): Promise<SourcePayload> {
  try {
    return { source: await work(), refusal: null, clientMutationId: null };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return { source: null, refusal, clientMutationId: null };
  }
}

function refusalOf(error: unknown): SourcePayload['refusal'] {
  if (error instanceof SourceError) return { code: error.code, message: error.message };
  if (error instanceof WeirError && REFUSABLE.has(error.code)) return { code: error.code, message: error.message };
  return null;
}
