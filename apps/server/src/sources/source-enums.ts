import { describeEnum } from '../platform/graphql/describe-enum.js';

export const SourceKind = describeEnum('SourceKind', 'What a source reads.', {
  GITHUB: 'Repositories on GitHub.',
  GIT: 'A git clone on the machine of the server.',
  FILE: 'A CSV or JSON Lines file on the machine of the server.',
  PUSH: 'Deployments and incidents pushed over HTTP.',
  SAMPLE: 'The sample workspace.',
  COPILOT: 'Usage of GitHub Copilot.',
  PROMETHEUS: 'Signals from Prometheus.',
  SQL: 'Signals from a database.',
});

export const SyncState = describeEnum('SyncState', 'What a sync is doing.', {
  IDLE: 'It never ran.',
  QUEUED: 'It waits for its turn.',
  RUNNING: 'It is reading, or deriving figures of what it read.',
  WAITING_FOR_RATE_LIMIT: 'The source asked to wait; `nextAttemptAt` says until when.',
  SUCCEEDED: 'Everything is read and its figures are derived.',
  FAILED: 'It stopped; `message` says why. What was read before is kept.',
});
export type SyncState = keyof typeof SyncState;

export const GitHubOwnerKind = describeEnum('GitHubOwnerKind', 'What owns repositories.', {
  USER: 'A person.',
  ORGANIZATION: 'An organisation.',
});

export const GitHubAccess = describeEnum('GitHubAccess', 'With which right GitHub is asked.', {
  TOKEN: 'A token given for it.',
  APP: 'A GitHub App.',
  ENVIRONMENT: 'GITHUB_TOKEN of the server.',
  ANONYMOUS: 'None: public repositories only, 60 requests an hour.',
});
