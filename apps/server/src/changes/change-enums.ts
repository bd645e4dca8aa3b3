import { describeEnum } from '../platform/graphql/describe-enum.js';

export const ChangeKind = describeEnum('ChangeKind', 'What stands for a change.', {
  PULL_REQUEST: 'A pull request.',
  MERGE_COMMIT: 'A merge commit on the production branch of a clone, with the commits it brought.',
  SQUASH: 'A commit that squashes a pull request (`(#123)` at the end of its subject).',
  DIRECT_PUSH: 'A commit pushed straight to the production branch.',
});

export const ChangeState = describeEnum('ChangeState', 'What has become of a change.', {
  OPEN: 'Still open.',
  MERGED: 'Merged.',
  CLOSED: 'Closed without a merge.',
});

export const ChangeType = describeEnum('ChangeType', 'What kind of work a change is.', {
  FEATURE: 'Something new.',
  DEFECT: 'A repair.',
  RISK: 'Security, dependencies, compliance.',
  DEBT: 'Refactoring, build, tests, chores.',
  OTHER: 'None of these, or not said.',
});

export const ChangeMoment = describeEnum('ChangeMoment', 'Which moment of a change a range selects by.', {
  OPENED: 'When it was opened.',
  MERGED: 'When it was merged.',
  DEPLOYED: 'When it was deployed.',
  RELEASED: 'When it was fully released.',
});

export const ChangeOrder = describeEnum('ChangeOrder', 'Which changes come first. Unknown durations come last.', {
  NEWEST: 'The newest, by the moment the range selects by.',
  OLDEST: 'The oldest, by the moment the range selects by.',
  LONGEST_CYCLE: 'The longest from first commit to merge.',
  LONGEST_CODING: 'The longest in coding.',
  LONGEST_PICKUP: 'The longest waiting for a first review.',
  LONGEST_REVIEW: 'The longest in review.',
  LONGEST_MERGE: 'The longest waiting for the merge.',
  LONGEST_DEPLOY: 'The longest waiting for the deployment.',
  LARGEST: 'The most lines added and removed.',
});
