import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { openSource, type Json, type Source, type SourceKind, type Surroundings } from '@weir/sources';
import { SourceStore, type SourceRow } from '@weir/store';
import type { Config } from '../config.js';
import { SecretBox } from '../platform/access/secret-box.js';
import { CONFIG } from '../platform/tokens.js';

type Secrets = Readonly<Record<string, string>>;

const GITHUB_API = 'https://api.github.com';

/** Opens sources with what the process brings and what is sealed for them. Secrets go in here and nowhere else. */
@Injectable()
export class SourceOpener {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly box: SecretBox,
    private readonly sources: SourceStore,
  ) {}

  open(kind: SourceKind, settings: unknown, secrets: Secrets | null = null): Promise<Source> {
    return openSource(kind, settings, { surroundings: this.surroundings(apiUrlOf(settings)), secrets });
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

  /** The token of the environment is for the host of the environment: no address somebody typed is ever given it. */
  surroundings(apiUrl: string | null): Surroundings {
    const { githubToken, githubApiUrl } = this.config;
    const isOwnHost = apiUrl === null || hostOf(apiUrl) === hostOf(githubApiUrl ?? GITHUB_API);
    return { githubToken: isOwnHost ? githubToken : null, githubApiUrl };
  }
}

function apiUrlOf(settings: unknown): string | null {
  const { apiUrl } = (settings ?? {}) as { apiUrl?: Json };
  return typeof apiUrl === 'string' ? apiUrl : null;
}

/** Null for what is no address, which is like no host. */
function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin.replace('//api.github.com', '//github.com') : null;
}
