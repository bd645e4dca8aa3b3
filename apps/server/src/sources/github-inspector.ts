import { Injectable } from '@nestjs/common';
import { inspectGitHub, type Json } from '@weir/sources';
import { SourceStore } from '@weir/store';
import { badInput, notFound } from '../platform/errors/weir-error.js';
import type { GitHubInspection, InspectGitHubInput } from './github-inspection-types.js';
import { SourceOpener } from './source-opener.js';

type Asked = Pick<InspectGitHubInput, 'owner'> & Partial<InspectGitHubInput>;

/** Looks at GitHub for a person who is about to choose, and for `doctor`. */
@Injectable()
export class GitHubInspector {
  constructor(
    private readonly opener: SourceOpener,
    private readonly sources: SourceStore,
  ) {}

  async inspect({ owner, apiUrl, token, app, sourceId }: Asked): Promise<GitHubInspection> {
    if (sourceId) return this.inspectKnown(sourceId, { ...(token ? { token } : {}), ...(app ? { app } : {}) });
    const given = { owner, apiUrl: apiUrl ?? null, token: token ?? null, app: app ?? null };
    return this.look(given, null);
  }

  /** By the address it is kept with, whatever was asked: what is sealed for it goes nowhere else. */
  private async inspectKnown(sourceId: string, right: Record<string, Json>): Promise<GitHubInspection> {
    const source = await this.sources.find(sourceId);
    if (source === null) throw notFound(`source "${sourceId}"`);
    if (source.kind !== 'GITHUB') throw badInput('input.sourceId', `"${source.name}" is no source on GitHub.`);
    const { owner, apiUrl } = source.settings as { owner: string; apiUrl: string };
    const isGiven = Object.keys(right).length > 0;
    return this.look({ owner, apiUrl, ...right }, isGiven ? null : await this.opener.secretsOf(source.id));
  }

  private async look(
    input: Record<string, Json>,
    secrets: Readonly<Record<string, string>> | null,
  ): Promise<GitHubInspection> {
    const { surroundings } = this.opener;
    const found = await inspectGitHub(input, { surroundings, secrets });
    return { ...found, hasEnvironmentToken: surroundings.githubToken !== null };
  }
}
