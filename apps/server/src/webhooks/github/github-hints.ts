import { Injectable } from '@nestjs/common';
import { GITHUB_API_URL, toWebUrl, type Hint } from '@weir/sources';
import { SourceStore, type SourceRow } from '@weir/store';
import { z } from 'zod';
import { RefreshQueue } from '../../sources/refresh-queue.js';
import { SyncQueue } from '../../sources/sync-queue.js';
import { accepted, ignored, type WebhookAnswer } from '../answers.js';
import type { Heard } from './to-hints.js';

const Settings = z.object({
  owner: z.string(),
  repositories: z.array(z.string()).optional(),
  apiUrl: z.url().optional(),
});

/** Hands what was heard to the sources that read it. Once it resolves, a kill does not lose it. */
@Injectable()
export class GitHubHints {
  constructor(
    private readonly sources: SourceStore,
    private readonly refreshes: RefreshQueue,
    private readonly syncs: SyncQueue,
  ) {}

  /** `host`: of the GitHub that sent it, as its pages are addressed. */
  async tell(heard: readonly Heard[], host: string): Promise<WebhookAnswer> {
    const known = (await this.sources.list()).filter(({ kind }) => kind === 'GITHUB');
    const reasons: string[] = [];
    for (const { owner, hints } of heard) {
      const ofOwner = onHost(
        known.filter((source) => isSame(ownerOf(source), owner)),
        host,
      );
      const readers = ofOwner.filter((source) => hints.length === 0 || readsAny(source, hints));
      for (const source of readers) await this.tellSource(source, hints);
      if (readers.length === 0) reasons.push(reasonOf(owner, hints, ofOwner.length > 0));
    }
    return reasons.length < heard.length ? accepted() : ignored(reasons[0] ?? 'It names nothing.');
  }

  private async tellSource({ id }: SourceRow, hints: Hint[]): Promise<void> {
    if (hints.length > 0) await this.refreshes.request(id, hints);
    else await this.syncs.request(id);
  }
}

function reasonOf(owner: string, hints: Hint[], isKnown: boolean): string {
  if (isKnown) return `${hints[0]?.repository} is not among the repositories that are read of ${owner}.`;
  return `No source reads ${owner}: add it as a GitHub source.`;
}

/** One owner may have sources at several GitHubs: then only that of the sender is meant. */
function onHost(sources: SourceRow[], host: string): SourceRow[] {
  if (sources.length <= 1) return sources;
  return sources.filter(({ settings }) => {
    const apiUrl = Settings.safeParse(settings).data?.apiUrl ?? GITHUB_API_URL;
    return isSame(new URL(toWebUrl(apiUrl)).host, host);
  });
}

function ownerOf({ settings }: SourceRow): string {
  return Settings.safeParse(settings).data?.owner ?? '';
}

/** Without a list, everything of the owner is read. */
function readsAny({ settings }: SourceRow, hints: Hint[]): boolean {
  const named = Settings.safeParse(settings).data?.repositories;
  if (named === undefined) return true;
  return hints.some(({ repository }) => named.some((name) => isSame(name, repository.split('/')[1] ?? '')));
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
