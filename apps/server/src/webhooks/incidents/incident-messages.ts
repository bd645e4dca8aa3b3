import { Inject, Injectable } from '@nestjs/common';
import type { IncidentSender } from '@weir/sources';
import { IncidentEventStore } from '@weir/store';
import { CLOCK } from '../../platform/tokens.js';
import { ToldSources } from '../../push/told-sources.js';
import { Derivation } from '../../sources/derivation.js';
import { makeIncident } from './make-incident.js';
import type { Message } from './said.js';

/** Keeps what tools say and makes incidents of it. Each tool is a source of its own, so that it can be seen and removed. */
@Injectable()
export class IncidentMessages {
  constructor(
    private readonly told: ToldSources,
    private readonly events: IncidentEventStore,
    private readonly derivation: Derivation,
    @Inject(CLOCK) private readonly now: () => number,
  ) {}

  /** How many were new; committed. */
  async take(sender: IncidentSender, messages: readonly Message[]): Promise<number> {
    const taking = { events: messages, make: makeIncident, now: this.now() };
    const fresh = await this.told.with({ sender }, (sourceId) => this.events.take({ ...taking, sourceId }));
    if (fresh > 0) await this.derivation.request();
    return fresh;
  }
}
