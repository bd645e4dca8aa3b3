import { Inject, Injectable } from '@nestjs/common';
import { HeardStore } from '@weir/store';
import type { Config } from '../../config.js';
import { CONFIG } from '../../platform/tokens.js';
import { APP_PERMISSIONS } from '../github-app/app-rights.js';
import { GitHubApps } from '../github-app/github-apps.js';
import { GITHUB_EVENTS } from '../github/to-hints.js';
import { SENDER_RULES } from '../incidents/senders.js';
import { WebhookSecrets } from '../webhook-secrets.js';
import { pathOf, SENDER_NAMES, type WebhookSender } from '../webhook-senders.js';
import { findUnreachable } from './public-url.js';
import type { Sender, WebhookSetup } from './webhook-setup-types.js';

const GITHUB_PROOF =
  'Put the same secret into the webhook\'s "Secret" at GitHub, and choose the content type application/json.';

const EVENTS: Record<WebhookSender, string[]> = {
  github: GITHUB_EVENTS,
  pagerduty: ['incident.triggered', 'incident.acknowledged', 'incident.reopened', 'incident.resolved'],
  opsgenie: ['Create', 'Close', 'Update Priority', 'Delete'],
  generic: [],
};

/** What the page that sets webhooks up needs to know. */
@Injectable()
export class WebhookSetups {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly secrets: WebhookSecrets,
    private readonly apps: GitHubApps,
    private readonly heard: HeardStore,
  ) {}

  async describe(sender: WebhookSender, publicUrl: string): Promise<WebhookSetup> {
    const url = publicUrl + pathOf(sender);
    const isGitHub = sender === 'github';
    const secretMadeAt = await this.secrets.findMadeAt(sender);
    const last = (await this.heard.list()).find((one) => one.sender === sender);
    return {
      ...{ sender: sender.toUpperCase() as Sender, url, secretMadeAt },
      proof: isGitHub ? GITHUB_PROOF : SENDER_RULES[sender].howTo,
      events: EVENTS[sender],
      permissions: isGitHub ? APP_PERMISSIONS : [],
      lastDelivery: last ?? null,
      problems: await this.listProblems(sender, url, secretMadeAt !== null),
    };
  }

  private async listProblems(sender: WebhookSender, url: string, hasSecret: boolean): Promise<string[]> {
    const unreachable = findUnreachable(url, this.config.host);
    const hasApp = sender === 'github' && (await this.apps.list()).length > 0;
    const missing = `There is no secret yet, so that nothing of ${SENDER_NAMES[sender]} is taken: ${sender === 'pagerduty' ? 'give the one it shows' : 'make one'}.`;
    return [...(unreachable === null ? [] : [unreachable]), ...(hasSecret || hasApp ? [] : [missing])];
  }
}
