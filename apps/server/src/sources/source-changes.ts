import { Injectable } from '@nestjs/common';
import { openSource, SourceError } from '@weir/sources';
import { SourceStore } from '@weir/store';
import { notFound, WeirError } from '../platform/errors/weir-error.js';
import { Derivation } from './derivation.js';
import type { AddSourceInput, Source, SourcePayload, UpdateSourceInput } from './source-types.js';
import { SyncQueue } from './sync-queue.js';

/** Adds, syncs and removes sources. Whoever asks has been checked. */
@Injectable()
export class SourceChanges {
  constructor(
    private readonly sources: SourceStore,
    private readonly queue: SyncQueue,
    private readonly derivation: Derivation,
  ) {}

  /** The same thing named twice is one source, so this is safe to repeat. Its id. */
  async add({ kind, name, settings }: AddSourceInput): Promise<string> {
    const opened = await openSource(kind, settings);
    const { source } = await this.sources.add({
      kind,
      name: name.trim() || opened.defaultName,
      settings: { ...opened.settings },
      fingerprint: opened.fingerprint,
    });
    await this.queue.request(source.id);
    return source.id;
  }

  async update({ id, name }: UpdateSourceInput): Promise<void> {
    const source = await this.sources.find(id);
    if (source === null) throw notFound(`source ${id}`);
    if (name?.trim()) await this.sources.rename(id, name.trim());
  }

  async sync(id: string): Promise<void> {
    const source = await this.sources.find(id);
    if (source === null) throw notFound(`source ${id}`);
    await this.queue.request(source.id);
  }

  /** A second time changes nothing. */
  async remove(id: string): Promise<void> {
    if (await this.sources.remove(id)) await this.derivation.request();
  }
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
