import type { DeploymentRecord } from '@weir/metrics';
import { toInstant } from './to-instant.js';

/** A run of a workflow, as REST tells it. */
export interface RunPayload {
  id: number;
  name?: string | null;
  path: string;
  head_branch: string | null;
  head_sha: string;
  event: string;
  status: string | null;
  conclusion: string | null;
  html_url: string;
  created_at: string;
  updated_at: string;
}

/** Conclusions of runs that did not try to deploy, or were told to stop. */
const NO_ATTEMPT = new Set(['cancelled', 'skipped', 'neutral', 'action_required', 'stale']);
/** Branches that are production by their name, besides the default branch. */
const PRODUCTION = new Set(['production', 'prod', 'live']);

/** A completed run of a workflow that deploys, on the production branch; null for every other. */
export function toRun(payload: RunPayload, defaultBranch: string | null): DeploymentRecord | null {
  const { id, conclusion, status, event, head_branch: branch } = payload;
  if (status !== 'completed' || conclusion === null || NO_ATTEMPT.has(conclusion)) return null;
  if (event.startsWith('pull_request') || branch === null) return null;
  if (branch !== defaultBranch && !PRODUCTION.has(branch)) return null;
  return {
    key: `run:${id}`,
    rule: 'WORKFLOW_RUNS',
    externalId: String(id),
    service: null,
    environment: 'production',
    sha: payload.head_sha,
    sourceShas: [],
    ref: branch,
    url: payload.html_url,
    status: conclusion === 'success' ? 'SUCCEEDED' : 'FAILED',
    createdAt: toInstant(payload.created_at),
    finishedAt: toInstant(payload.updated_at),
    runId: String(id),
  };
}
