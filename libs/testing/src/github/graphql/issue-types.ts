import type * as Published from '@octokit/graphql-schema';
import type { Issue } from '../world/issue.js';
import type { Fields } from './fields.js';
import { connectThings, thingFields } from './thing-fields.js';
import { timelineItems } from './timeline-types.js';

const issue: Fields<Issue, Published.Issue> = {
  ...thingFields,
  state: ({ state }) => state,
  // GitHub says DUPLICATE only to those who ask for it.
  stateReason: ({ stateReason }, { enableDuplicate }) =>
    stateReason === 'DUPLICATE' && enableDuplicate !== true ? 'NOT_PLANNED' : stateReason,
  timelineItems: (source, args) => timelineItems(source.timeline, args),
  closedByPullRequestsReferences: (source, args) =>
    connectThings(
      [...source.repository.pulls.values()].filter(({ closes }) => closes.includes(source)),
      args,
      'closedByPullRequestsReferences',
    ),
};

export const issueTypes = { Issue: issue };
