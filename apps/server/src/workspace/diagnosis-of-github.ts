import { Inject, Injectable } from '@nestjs/common';
import { formatCount } from '@weir/metrics';
import type { SourceStatus } from '@weir/store';
import type { Config } from '../config.js';
import { CONFIG } from '../platform/tokens.js';
import type { GitHubInspection } from '../sources/github-inspection-types.js';
import { GitHubInspector } from '../sources/github-inspector.js';
import type { Finding } from './diagnosis.resolver.js';
import { ok, problem } from './findings.js';

/** Somebody everybody may look up, to see what the token of the environment is worth where no source uses it. */
const ANYBODY = 'octocat';
/** Below this share of an hour's allowance the next sync may have to wait. */
const LITTLE = 0.05;

/** Whether GitHub can be reached, and what each source may read there: one look per source, and one for the environment. */
@Injectable()
export class DiagnosisOfGitHub {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly inspector: GitHubInspector,
  ) {}

  async examine(sources: SourceStatus[]): Promise<Finding[]> {
    const onGitHub = sources.filter(({ kind }) => kind === 'GITHUB');
    const ofSources = await Promise.all(onGitHub.map((source) => this.examineSource(source)));
    const isUnused = this.config.githubToken !== null && onGitHub.length === 0;
    return [...(isUnused ? [await this.examineEnvironment()] : []), ...ofSources.flat()];
  }

  private async examineEnvironment(): Promise<Finding> {
    const { account, rateLimit, problem: why } = await this.inspector.inspect({ owner: ANYBODY });
    if (account === null) return problem('GITHUB_TOKEN', why ?? 'GitHub does not say whose it is.');
    return ok('GITHUB_TOKEN', `is of ${account}.${tellLimit(rateLimit)}`);
  }

  private async examineSource({ id, name }: SourceStatus): Promise<Finding[]> {
    const subject = `GitHub for ${name}`;
    try {
      return describe(subject, await this.inspector.inspect({ owner: '', sourceId: id }));
    } catch (error) {
      return [problem(subject, error instanceof Error ? error.message : String(error))];
    }
  }
}

function describe(subject: string, found: GitHubInspection): Finding[] {
  if (found.problem !== null) return [problem(subject, found.problem)];
  const { rateLimit, repositories } = found;
  const state = `${tellRight(found)} sees ${formatCount(repositories.length)} repositories of ${found.owner}.${tellLimit(rateLimit)}`;
  const isShort = rateLimit !== null && rateLimit.remaining < rateLimit.limit * LITTLE;
  const missing = found.missing.map(({ permission, effect }) =>
    problem(subject, `${permission} is missing. ${effect}`),
  );
  return [isShort ? problem(subject, `${state} Syncs wait until then.`) : ok(subject, state), ...missing];
}

function tellRight({ access, account }: GitHubInspection): string {
  if (access === 'ANONYMOUS') return 'nobody signed in';
  const whose = account === null ? '' : ` of ${account}`;
  return { TOKEN: `the token${whose}`, ENVIRONMENT: `GITHUB_TOKEN${whose}`, APP: `the App${whose}` }[access];
}

function tellLimit(limit: GitHubInspection['rateLimit']): string {
  if (limit === null) return '';
  const until = new Date(limit.resetsAt).toISOString();
  return ` ${formatCount(limit.remaining)} of ${formatCount(limit.limit)} are left of its rate limit, full again at ${until}.`;
}
