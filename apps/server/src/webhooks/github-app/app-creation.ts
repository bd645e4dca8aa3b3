import { Inject, Injectable } from '@nestjs/common';
import { Octokit } from '@octokit/rest';
import { GITHUB_API_URL, toApiUrl, toWebUrl } from '@weir/sources';
import { z } from 'zod';
import type { Config } from '../../config.js';
import { SecretBox } from '../../platform/access/secret-box.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { badInput, WeirError } from '../../platform/errors/weir-error.js';
import { CLOCK, CONFIG } from '../../platform/tokens.js';
import { findUnreachable } from '../setup/public-url.js';
import { createManifest } from './create-manifest.js';
import { GitHubApps, type GitHubAppKeys } from './github-apps.js';

const HOUR_MS = 3_600_000;
const ANSWER_WITHIN_MS = 15_000;

interface Wish {
  organization: string | null;
  apiUrl: string | null;
}

export interface Manifest {
  action: string;
  manifest: Record<string, unknown>;
  problems: string[];
}

const State = z.object({ viewer: z.string(), apiUrl: z.string(), until: z.coerce.number() });
const Owner = z.string().regex(/^[\w-]{1,100}$/);

/** Makes a GitHub App of this workspace's own: the browser takes the manifest to GitHub and comes back with a code for the keys. */
@Injectable()
export class AppCreation {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly now: () => number,
    private readonly box: SecretBox,
    private readonly apps: GitHubApps,
  ) {}

  /** The state is sealed, so that only who began can end it, within the hour that a code lasts. */
  async begin({ name }: Viewer, { organization, apiUrl }: Wish, publicUrl: string): Promise<Manifest> {
    const api = toApiUrl(apiUrl ?? this.config.githubApiUrl ?? GITHUB_API_URL);
    const unreachable = findUnreachable(publicUrl, this.config.host);
    const until = String(this.now() + HOUR_MS);
    const state = await this.box.seal({ viewer: name, apiUrl: api, until });
    return {
      action: `${toWebUrl(api)}${placeOf(organization)}/settings/apps/new?state=${encodeURIComponent(state)}`,
      manifest: createManifest({ publicUrl, isReachable: unreachable === null }),
      problems: unreachable === null ? [] : [`The App is made without webhooks: ${unreachable}`],
    };
  }

  async finish({ name }: Viewer, code: string, state: string): Promise<GitHubAppKeys> {
    const { viewer, apiUrl, until } = await this.openState(state);
    if (viewer !== name || this.now() > until)
      throw badInput('state', 'This way back from GitHub was begun by somebody else, or more than an hour ago.');
    if (!/^[\w-]{1,200}$/.test(code)) throw badInput('code', 'GitHub gave no code with which to fetch the App.');
    const app = await convert(apiUrl, code);
    await this.apps.keep(app);
    return app;
  }

  private async openState(state: string): Promise<z.infer<typeof State>> {
    const opened: unknown = await this.box.open(state).catch(() => null);
    const parsed = State.safeParse(opened);
    if (parsed.success) return parsed.data;
    throw badInput('state', 'This way back from GitHub was not begun here.');
  }
}

function placeOf(organization: string | null): string {
  if (organization === null || organization === '') return '';
  if (Owner.safeParse(organization).success) return `/organizations/${organization}`;
  throw badInput('organization', `"${organization}" is no name of an organisation at GitHub.`);
}

async function convert(apiUrl: string, code: string): Promise<GitHubAppKeys> {
  const octokit = new Octokit({ baseUrl: apiUrl, request: { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) } });
  const { data } = await octokit.rest.apps.createFromManifest({ code }).catch((error: unknown) => {
    const status = (error as { status?: number }).status;
    const why = status === 404 ? 'does not know this code: it lasts an hour and works once' : 'did not give its keys';
    throw new WeirError('UNAVAILABLE', `GitHub ${why}. Delete the App there and make it anew here.`);
  });
  return {
    ...{ appId: String(data.id), slug: data.slug ?? String(data.id), name: data.name, url: data.html_url, apiUrl },
    owner: data.owner !== null && 'login' in data.owner ? data.owner.login : '',
    ...{ privateKey: data.pem, webhookSecret: data.webhook_secret ?? '' },
  };
}
