import type { DeploymentRule, Instant, RefRecord } from '../../records.js';
import { findCommit, type CommitGraph } from '../graph/commit-graph.js';
import type { ReportedDeployment } from './deployment.js';
import { parseVersionTag } from './version-tag.js';

const PRODUCTION = 'production';

/** A version tag is a deployment of its commit to production, finished at the tagger's date, else the commit's. */
export function listTagDeployments(
  refs: RefRecord[],
  graph: CommitGraph,
  repositoryName: string,
): ReportedDeployment[] {
  const ownName = repositoryName.split('/').at(-1)?.toLowerCase();
  return refs.flatMap((ref) => {
    const version = ref.kind === 'TAG' ? parseVersionTag(ref.name) : null;
    const at = version && (ref.taggedAt ?? graph.commits[findCommit(graph, ref.sha) ?? -1]?.committedAt ?? null);
    if (version === null || at === null) return [];
    // `storefront-1.2.3` in acme/storefront names the repository, not a part of it.
    const service = version.component?.toLowerCase() === ownName ? null : version.component;
    return [toDeployment({ key: `tag:${ref.name}`, rule: 'VERSION_TAGS', sha: ref.sha, ref: ref.name, service, at })];
  });
}

/** What was merged to the production branch: a commit of its line, or a pull request (a promotion too) into it. */
export interface ProductionMerge {
  sha: string | null;
  number: number | null;
  mergedAt: Instant;
}

/** Every merge to the production branch is a deployment. */
export function listMergeDeployments(merges: ProductionMerge[], branch: string | null): ReportedDeployment[] {
  return merges.map(({ sha, number, mergedAt }) => {
    const key = `merge:${sha ?? `#${number}`}`;
    return toDeployment({ key, rule: 'MERGES', sha, ref: branch, service: null, at: mergedAt });
  });
}

interface Inferred {
  key: string;
  rule: DeploymentRule;
  sha: string | null;
  ref: string | null;
  service: string | null;
  at: Instant;
}

function toDeployment({ key, rule, sha, ref, service, at }: Inferred): ReportedDeployment {
  return {
    key,
    rule,
    externalId: null,
    service,
    environment: PRODUCTION,
    sha,
    sourceShas: [],
    ref,
    url: null,
    status: 'SUCCEEDED',
    createdAt: at,
    finishedAt: at,
    runId: null,
  };
}
