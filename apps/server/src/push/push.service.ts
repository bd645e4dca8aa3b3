import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '@weir/metrics';
import { openSource } from '@weir/sources';
import { PushStore, SourceStore, type PushOutcome } from '@weir/store';
import type { z } from 'zod';
import { WeirError } from '../platform/errors/weir-error.js';
import { CLOCK } from '../platform/tokens.js';
import { Derivation } from '../sources/derivation.js';
import { DeploymentItem, IncidentItem } from './item-schemas.js';
import { parseItem } from './parse-item.js';
import type { PushKind } from './push-kind.js';
import { toDeployment } from './to-deployment.js';
import { toIncident } from './to-incident.js';

/** Takes in what programs push: each item by itself, all in one transaction, answered once it is committed. */
@Injectable()
export class PushService {
  constructor(
    private readonly sources: SourceStore,
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

  private async deployments(given: readonly unknown[]): Promise<PushOutcome<WeirError>[]> {
    const now = this.now();
    return pushGood<DeploymentItem>(given, DeploymentItem, async (items) =>
      this.pushes.deployments({
        ...{ sourceId: await this.ensureSource(), items, now },
        decide: orRefusal((item: DeploymentItem, known) => toDeployment(item, known, now)),
      }),
    );
  }

  private async incidents(given: readonly unknown[]): Promise<PushOutcome<WeirError>[]> {
    const now = this.now();
    return pushGood<IncidentItem>(given, IncidentItem, async (items) =>
      this.pushes.incidents({
        ...{ sourceId: await this.ensureSource(), items, now },
        decide: orRefusal((item: IncidentItem, known) => toIncident(item, known, now)),
      }),
    );
  }

  /** One source per workspace, made when something is pushed first. */
  private async ensureSource(): Promise<string> {
    const { kind, defaultName: name, fingerprint, settings } = await openSource('PUSH', {});
    const known = await this.sources.findByFingerprint(fingerprint);
    if (known !== null) return known.id;
    const { source } = await this.sources.add({ kind, name, fingerprint, settings: { ...settings } });
    return source.id;
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
