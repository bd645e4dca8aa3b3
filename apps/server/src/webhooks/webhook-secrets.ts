import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SealedSecretStore } from '@weir/store';
import { SecretBox } from '../platform/access/secret-box.js';
import type { WebhookSender } from './webhook-senders.js';

const nameOf = (sender: WebhookSender): string => `webhook:${sender}`;

/** The secret that each sender proves itself with: sealed here, shown once. */
@Injectable()
export class WebhookSecrets {
  constructor(
    private readonly store: SealedSecretStore,
    private readonly box: SecretBox,
  ) {}

  /** A new one; the one before does not work any more. */
  async make(sender: WebhookSender): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    await this.keep(sender, secret);
    return secret;
  }

  /** One that the sender made. */
  async keep(sender: WebhookSender, secret: string): Promise<void> {
    await this.store.set(nameOf(sender), await this.box.seal({ secret }));
  }

  async find(sender: WebhookSender): Promise<string | null> {
    const sealed = await this.store.find(nameOf(sender));
    return sealed === null ? null : ((await this.box.open(sealed)).secret ?? null);
  }

  async findMadeAt(sender: WebhookSender): Promise<number | null> {
    const known = await this.store.list(nameOf(sender));
    return known[0]?.madeAt ?? null;
  }
}
