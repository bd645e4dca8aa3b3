import { Injectable } from '@nestjs/common';
import { GitHubApps } from '../github-app/github-apps.js';
import { WebhookSecrets } from '../webhook-secrets.js';

/** Every secret with which GitHub may sign: that of the workspace's own webhook, and those of its Apps. */
@Injectable()
export class GitHubSecrets {
  constructor(
    private readonly own: WebhookSecrets,
    private readonly apps: GitHubApps,
  ) {}

  async list(): Promise<string[]> {
    const own = await this.own.find('github');
    const ofApps = (await this.apps.list()).map(({ webhookSecret }) => webhookSecret);
    return [...(own === null ? [] : [own]), ...ofApps].filter((secret) => secret !== '');
  }
}
