import type { Instant } from '@weir/metrics';
import type { ListedThings, RepositoryKey, ThingKind } from '../reading/pages.js';
import type { HeadPayload } from '../reading/payloads.js';
import { toInstant } from '../to-instant.js';
import type { RestHead } from './rest-heads.js';

/** A repository as routes name it. */
export interface Place {
  names: { owner: string; repo: string };
  /** `owner/name`. */
  name: string;
  head: HeadPayload;
}

/** Where a thing is that is asked for by its node id. */
export interface Located {
  place: Place;
  kind: ThingKind;
  /** Its number, or database id. */
  id: number;
  updatedAt: Instant;
}

/** REST finds nothing by node id: what was listed in this reading is remembered. */
export class RestPlaces {
  private readonly located = new Map<string, Located>();

  constructor(private readonly heads: ReadonlyMap<string, RestHead>) {}

  of({ id, name }: RepositoryKey): Place {
    const head = this.heads.get(id)?.head;
    if (!head) throw new Error(`${name} was not listed`);
    const [owner = '', repo = ''] = name.split('/');
    return { names: { owner, repo }, name, head };
  }

  remember(place: Place, things: ListedThings): void {
    for (const kind of ['pullRequests', 'issues', 'deployments'] as const)
      for (const { nodeId, id, updatedAt } of things[kind]) this.located.set(nodeId, { place, kind, id, updatedAt });
  }

  find(nodeId: string): Located | null {
    if (this.located.size === 0) this.rememberNewest();
    return this.located.get(nodeId) ?? null;
  }

  /** Deployments that were listed with the heads. */
  private rememberNewest(): void {
    for (const [id, { head, deployments }] of this.heads) {
      const place = this.of({ id, name: head.nameWithOwner });
      for (const { node_id, id: number, updated_at } of deployments.newest)
        this.located.set(node_id, { place, kind: 'deployments', id: number, updatedAt: toInstant(updated_at) });
    }
  }

  /** Whether a deployment that is not found is gone for sure, and not only further down its list. */
  areAllListed(): boolean {
    return [...this.heads.values()].every(({ deployments }) => deployments.isAll);
  }
}
