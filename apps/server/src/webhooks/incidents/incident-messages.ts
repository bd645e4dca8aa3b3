import { Inject, Injectable } from '@nestjs/common';
import { openSource, type IncidentSender } from '@weir/sources';
import { IncidentEventStore, SourceStore } from '@weir/store';
import { CLOCK } from '../../platform/tokens.js';
import { Derivation } from '../../sources/derivation.js';
import { makeIncident } from './make-incident.js';
import type { Message } from './said.js';

/** Keeps what tools say and makes incidents of it. Each tool is a source of its own, so that it can be seen and removed. */
@Injectable()
export class IncidentMessages {
  constructor(
    private readonly sources: SourceStore,
    private readonly events: IncidentEventStore,
    private readonly derivation: Derivation,
    @Inject(CLOCK) private readonly now: () => number,
  ) {}

  /** How many were new; committed. */
  async take(sender: IncidentSender, messages: readonly Message[]): Promise<number> {
    const sourceId = await this.ensureSource(sender);
    const fresh = await this.events.take({ sourceId, events: messages, make: makeIncident, now: this.now() });
    if (fresh > 0) await this.derivation.request();
    return fresh;
  }

  private async ensureSource(sender: IncidentSender): Promise<string> {
    const { kind, defaultName: name, fingerprint, settings } = await openSource('PUSH', { sender });
    const known = await this.sources.findByFingerprint(fingerprint);
    if (known !== null) return known.id;
    const { source } = await this.sources.add({ kind, name, fingerprint, settings: { ...settings } });
    return source.id;
  }
}
