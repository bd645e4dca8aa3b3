import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { openSource, type Source, type SourceKind, type Surroundings } from '@weir/sources';
import { SourceStore, type SourceRow } from '@weir/store';
import type { Config } from '../config.js';
import { SecretBox } from '../platform/access/secret-box.js';
import { CONFIG } from '../platform/tokens.js';

type Secrets = Readonly<Record<string, string>>;

/** Opens sources with what the process brings and what is sealed for them. Secrets go in here and nowhere else. */
@Injectable()
export class SourceOpener {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly box: SecretBox,
    private readonly sources: SourceStore,
  ) {}

  open(kind: SourceKind, settings: unknown, secrets: Secrets | null = null): Promise<Source> {
    return openSource(kind, settings, { surroundings: this.surroundings, secrets });
  }

  get surroundings(): Surroundings {
    const { githubToken, githubApiUrl } = this.config;
    return { githubToken, githubApiUrl };
  }

  /** A source as it is kept now. */
  async openKnown({ id, kind, settings }: SourceRow): Promise<Source> {
    return this.open(kind as SourceKind, settings, await this.secretsOf(id));
  }

  async secretsOf(sourceId: string): Promise<Secrets | null> {
    const sealed = await this.sources.secrets(sourceId);
    return sealed === null ? null : this.box.open(sealed);
  }

  seal(secrets: Secrets): Promise<string> {
    return this.box.seal(secrets);
  }

  /** Whether the source would be opened otherwise now than by what was known of it. */
  async isChanged({ id, settings }: SourceRow, sealed: string | null): Promise<boolean> {
    const now = await this.sources.find(id);
    if (now === null) return false;
    return !isDeepStrictEqual(now.settings, settings) || (await this.sources.secrets(id)) !== sealed;
  }
}
