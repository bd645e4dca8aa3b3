import { Injectable } from '@nestjs/common';
import { openSource, type Json } from '@weir/sources';
import { SourceStore, StoreError } from '@weir/store';

/** Sources that are told instead of read: each is made when something is told first, and again when somebody removed it. */
@Injectable()
export class ToldSources {
  constructor(private readonly sources: SourceStore) {}

  /** Runs the work with the id of the source of these settings. */
  async with<T>(settings: Json, work: (sourceId: string) => Promise<T>): Promise<T> {
    try {
      return await work(await this.ensure(settings));
    } catch (error) {
      // It was removed in this very moment.
      if (error instanceof StoreError && error.code === 'NOT_FOUND') return work(await this.ensure(settings));
      throw error;
    }
  }

  private async ensure(given: Json): Promise<string> {
    const { kind, defaultName: name, fingerprint, settings } = await openSource('PUSH', given);
    const known = await this.sources.findByFingerprint(fingerprint);
    if (known !== null) return known.id;
    const { source } = await this.sources.add({ kind, name, fingerprint, settings: { ...settings } });
    return source.id;
  }
}
