import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config.js';
import { CONFIG } from '../platform/tokens.js';
import type { GitHubInspection, InspectGitHubInput } from './github-inspection-types.js';

/** Looks at GitHub for a person who is about to choose. */
@Injectable()
export class GitHubInspector {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async inspect({ owner }: InspectGitHubInput): Promise<GitHubInspection> {
    const hasEnvironmentToken = this.config.githubToken !== null;
    return {
      ...{ owner, kind: null, access: hasEnvironmentToken ? 'ENVIRONMENT' : 'ANONYMOUS', account: null },
      ...{ hasEnvironmentToken, missing: [], rateLimit: null, repositories: [] },
      problem: 'GitHub cannot be looked at by this version.',
    };
  }
}
