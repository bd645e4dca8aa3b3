import { describeEnum } from '../platform/graphql/describe-enum.js';

export const IncidentAttribution = describeEnum('IncidentAttribution', 'How an incident was linked to a deployment.', {
  EXPLICIT: 'It names the deployment, its commit or its pull request.',
  MANUAL: 'By hand.',
  TIME: 'The last deployment of its service before it began.',
  NONE: 'It is linked to none.',
});
