import type { DeploymentFact, Outcome, ReleaseFact } from '../../facts.js';
import type { Deployment } from '../deployments/deployment.js';
import type { DeliveredLine } from '../deployments/deliveries.js';
import type { Release } from '../deployments/releases.js';
import { NO_FAILURE } from '../failure/outcomes.js';

type Content = Pick<DeploymentFact, 'isFirst' | 'attribution' | 'changeCount'>;

const NO_CONTENT: Content = { isFirst: false, attribution: 'NONE', changeCount: 0 };

/** Key of each deployment of a line → what it brought. */
export function mapContents(line: DeliveredLine): Map<string, Content> {
  return new Map(
    line.sequence.map((deployment, index) => {
      const brought = line.contents[index] ?? [];
      const isByTime = deployment.roots.length === 0;
      return [
        deployment.key,
        {
          isFirst: index === 0,
          attribution: isByTime ? 'TIME' : 'EXACT',
          changeCount: brought.length,
        } satisfies Content,
      ];
    }),
  );
}

export interface DeploymentFactContext {
  contents: Map<string, Content>;
  outcomes: Map<string, Outcome>;
  releaseKeys: Map<string, string>;
}

/** The fact of one attempt. */
export function toDeploymentFact(deployment: Deployment, context: DeploymentFactContext): DeploymentFact {
  const { key, externalId, service, environment, isProduction, sha, ref, url, rule, status, createdAt, finishedAt } =
    deployment;
  return {
    key,
    externalId,
    service,
    environment,
    isProduction,
    sha,
    ref,
    url,
    rule,
    status,
    createdAt,
    finishedAt,
    releaseKey: context.releaseKeys.get(key) ?? null,
    ...(context.contents.get(key) ?? NO_CONTENT),
    ...(context.outcomes.get(key) ?? NO_FAILURE),
  };
}

/** The fact of one release. */
export function toReleaseFact(
  release: Release,
  contents: Map<string, Content>,
  outcomes: Map<string, Outcome>,
): ReleaseFact {
  const { sha, ref } = release.first;
  return {
    key: release.key,
    service: release.service,
    sha,
    ref,
    finishedAt: release.finishedAt,
    ...(contents.get(release.first.key) ?? NO_CONTENT),
    ...(outcomes.get(release.key) ?? NO_FAILURE),
  };
}
