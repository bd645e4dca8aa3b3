import { Inject, Injectable } from '@nestjs/common';
import type { DeploymentRecord, IncidentRecord, Instant } from '@weir/metrics';
import { PushStore, type PushOutcome } from '@weir/store';
import type { z } from 'zod';
import { WeirError } from '../platform/errors/weir-error.js';
import { CLOCK } from '../platform/tokens.js';
import { Derivation } from '../sources/derivation.js';
import { DeploymentItem, IncidentItem } from './item-schemas.js';
import { parseItem } from './parse-item.js';
import type { PushKind } from './push-kind.js';
import { toDeployment } from './to-deployment.js';
import { toIncident } from './to-incident.js';
import { ToldSources } from './told-sources.js';

/** Takes in what programs push: each item by itself, all in one transaction, answered once it is committed. */
@Injectable()
export class PushService {
  constructor(
    private readonly told: ToldSources,
    private readonly pushes: PushStore,
    private readonly derivation: Derivation,
    @Inject(CLOCK) private readonly now: () => Instant,
  ) {}

  async push(kind: PushKind, given: readonly unknown[]): Promise<PushOutcome<WeirError>[]> {
    const outcomes = kind === 'deployments' ? await this.deployments(given) : await this.incidents(given);
    const isNews = outcomes.some((outcome) => outcome === 'created' || outcome === 'updated');
    if (isNews) await this.derivation.request();
    return outcomes;
  }

  private deployments(given: readonly unknown[]): Promise<PushOutcome<WeirError>[]> {
    const now = this.now();
    const decide = orRefusal((item: DeploymentItem, known: DeploymentRecord | null) => toDeployment(item, known, now));
    return pushGood<DeploymentItem>(given, DeploymentItem, (items) =>
      this.told.with({}, (sourceId) => this.pushes.deployments({ sourceId, items, decide, now })),
    );
  }

  private incidents(given: readonly unknown[]): Promise<PushOutcome<WeirError>[]> {
    const now = this.now();
    const decide = orRefusal((item: IncidentItem, known: IncidentRecord | null) => toIncident(item, known, now));
    return pushGood<IncidentItem>(given, IncidentItem, (items) =>
      this.told.with({}, (sourceId) => this.pushes.incidents({ sourceId, items, decide, now })),
    );
  }
}

/** Items that cannot be read are refused without the others; the outcomes are in the order of the items. */
async function pushGood<Item extends object>(
  given: readonly unknown[],
  schema: z.ZodObject,
  push: (items: Item[]) => Promise<PushOutcome<WeirError>[]>,
): Promise<PushOutcome<WeirError>[]> {
  const parsed = given.map((item) => parseItem<Item>(schema, item));
  const good = parsed.filter((item) => !(item instanceof WeirError)) as Item[];
  const outcomes = good.length === 0 ? [] : await push(good);
  let next = 0;
  return parsed.map((item) => (item instanceof WeirError ? item : (outcomes[next++] as PushOutcome<WeirError>)));
}

type Decide<Item, Kept> = (item: Item, known: Kept | null) => Kept;

function orRefusal<Item, Kept>(decide: Decide<Item, Kept>): (item: Item, known: Kept | null) => Kept | WeirError {
  return (item, known) => {
    try {
      return decide(item, known);
    } catch (error) {
      if (error instanceof WeirError) return error;
      throw error;
    }
  };
}
