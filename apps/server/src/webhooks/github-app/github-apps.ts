import { Injectable } from '@nestjs/common';
import { SealedSecretStore } from '@weir/store';
import { z } from 'zod';
import { SecretBox } from '../../platform/access/secret-box.js';

const PREFIX = 'github-app:';

const App = z.object({
  /** Its number at GitHub. */
  appId: z.string(),
  slug: z.string(),
  name: z.string(),
  /** Its page at GitHub. */
  url: z.string(),
  owner: z.string(),
  apiUrl: z.string(),
  privateKey: z.string(),
  webhookSecret: z.string(),
});
/** An App that was made for this workspace, with its keys: never shown. */
export type GitHubAppKeys = z.infer<typeof App>;

const nameOf = ({ apiUrl, appId }: GitHubAppKeys): string => `${PREFIX}${new URL(apiUrl).host}:${appId}`;

/** The Apps made here, sealed. One on each host has a number of its own. */
@Injectable()
export class GitHubApps {
  constructor(
    private readonly store: SealedSecretStore,
    private readonly box: SecretBox,
  ) {}

  async keep(app: GitHubAppKeys): Promise<void> {
    await this.store.set(nameOf(app), await this.box.seal(app));
  }

  /** A second time changes nothing. */
  async forget(appId: string): Promise<void> {
    for (const app of await this.list()) if (app.appId === appId) await this.store.remove(nameOf(app));
  }

  async list(): Promise<GitHubAppKeys[]> {
    const rows = await this.store.list(PREFIX);
    return Promise.all(rows.map(async ({ sealed }) => App.parse(await this.box.open(sealed))));
  }
}
