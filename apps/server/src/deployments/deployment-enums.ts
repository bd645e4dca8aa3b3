import { describeEnum } from '../platform/graphql/describe-enum.js';

export const DeploymentStatus = describeEnum('DeploymentStatus', 'How an attempt to deploy stands.', {
  PENDING: 'Neither succeeded nor failed yet.',
  SUCCEEDED: 'It succeeded at least once.',
  FAILED: 'It ended without ever succeeding.',
});

export const ContentAttribution = describeEnum(
  'ContentAttribution',
  'How it is known which changes a deployment brought.',
  {
    EXACT: 'From the commit graph.',
    TIME: 'From the times of merges and deployments.',
    NONE: 'It is not known.',
  },
);

export const FailureReason = describeEnum(
  'FailureReason',
  'Why a successful deployment counts as failed as a change.',
  {
    INCIDENT: 'An incident is attributed to it.',
    ROLLBACK: 'It was rolled back.',
    REVERT: 'A change in it was reverted within 30 days.',
    HOTFIX: 'The next release carried a hotfix for it.',
    ROLLOUT: 'A rollout it carried was rolled back.',
  },
);
