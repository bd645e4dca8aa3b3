import type { Permission } from '../world/access-list.js';
import type { Repository } from '../world/repository.js';
import type { World } from '../world/world.js';
import { demand, type Viewer } from '../http/viewer.js';

/** What every resolver is given besides the thing it reads. */
export interface Asking {
  world: World;
  viewer: Viewer;
  cost: { points: number; nodes: number };
  limit: { limit: number; used: number; remaining: number; resetAt: number };
  /** Throws when a fault is set for this repository's part of an answer. */
  strike(repository: Repository): void;
}

/** The arguments of every field, as far as the stand-in reads any. */
export interface Arguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null;
  readonly [name: string]: unknown;
}

export type Resolver<T> = (source: T, args: Arguments, asking: Asking) => unknown;

/** How fields are read from a thing of the world; only those that GitHub publishes for the type. */
export type Fields<T, P = Record<string, unknown>> = { readonly [Name in keyof P]?: Resolver<T> };

/** A field that a fine-grained token needs a permission for. */
export function guarded<T extends { repository: Repository } | Repository>(
  permission: Permission,
  resolve: Resolver<T>,
): Resolver<T> {
  return (source, args, asking) => {
    demand(asking.viewer, 'repository' in source ? source.repository : source, permission);
    return resolve(source, args, asking);
  };
}
