import { Injectable } from '@nestjs/common';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { SourceStore, type SourceRow } from '@weir/store';
import { z } from 'zod';
import { notFound } from '../../platform/errors/weir-error.js';
import { SourceChanges } from '../../sources/source-changes.js';
import type { AddGitHubInstallationInput, GitHubApp, GitHubInstallation } from './github-app-types.js';
import { GitHubApps, type GitHubAppKeys } from './github-apps.js';

const ANSWER_WITHIN_MS = 15_000;
const PAGE = 100;

/** Where the workspace's Apps are installed, and sources made of that: their keys never leave the server. */
@Injectable()
export class AppInstallations {
  constructor(
    private readonly apps: GitHubApps,
    private readonly sources: SourceStore,
    private readonly changes: SourceChanges,
  ) {}

  async list(): Promise<GitHubApp[]> {
    const sources = await this.sources.list();
    return Promise.all((await this.apps.list()).map((app) => describe(app, sources)));
  }

  /** The id of the source. */
  async add({ appId, installationId, repositories }: AddGitHubInstallationInput): Promise<string> {
    const app = (await this.apps.list()).find((one) => one.appId === appId);
    if (app === undefined) throw notFound(`GitHub App ${appId} here`);
    const found = (await readInstallations(app)).find(({ id }) => id === installationId);
    if (found === undefined) throw notFound(`installation ${installationId} of ${app.name}`);
    const settings = {
      ...{ owner: found.owner, apiUrl: app.apiUrl },
      ...(repositories && { repositories }),
      app: { appId, privateKey: app.privateKey, installationId },
    };
    return this.changes.add({ kind: 'GITHUB', name: '', settings, clientMutationId: null });
  }
}

async function describe(app: GitHubAppKeys, sources: SourceRow[]): Promise<GitHubApp> {
  const { appId: id, name, url } = app;
  const shown = { id, name, url, installUrl: `${url}/installations/new` };
  try {
    const found = await readInstallations(app);
    const installations = found.map((one) => ({
      ...one,
      isSource: sources.some((source) => reads(source, one.owner)),
    }));
    return { ...shown, installations, problem: null };
  } catch (error) {
    const status = (error as { status?: number }).status;
    const why = status === 401 || status === 404 ? 'It was deleted there, or its key was.' : 'Try again shortly.';
    return { ...shown, installations: [], problem: `GitHub does not say where ${name} is installed. ${why}` };
  }
}

async function readInstallations({
  apiUrl,
  appId,
  privateKey,
}: GitHubAppKeys): Promise<Omit<GitHubInstallation, 'isSource'>[]> {
  const octokit = new Octokit({
    ...{ baseUrl: apiUrl, authStrategy: createAppAuth, auth: { appId, privateKey } },
    request: { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) },
  });
  const all = await octokit.paginate(octokit.rest.apps.listInstallations, { per_page: PAGE });
  return all.map(({ id, account }) => ({
    id: String(id),
    owner: account !== null && 'login' in account ? account.login : '',
  }));
}

const Settings = z.object({ owner: z.string() });

function reads({ kind, settings }: SourceRow, owner: string): boolean {
  return kind === 'GITHUB' && Settings.safeParse(settings).data?.owner.toLowerCase() === owner.toLowerCase();
}
