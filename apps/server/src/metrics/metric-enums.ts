import { getMetric, METRIC_KEYS } from '@weir/metrics';
import type { MetricKey as MetricKeyName } from '@weir/metrics';
import { describeEnum } from '../platform/graphql/describe-enum.js';

const metricDescriptions = Object.fromEntries(
  METRIC_KEYS.map((key) => [key, `${getMetric(key).name}: ${getMetric(key).summary}`]),
) as Record<MetricKeyName, string>;

export const MetricKey = describeEnum('MetricKey', 'Every metric there is.', metricDescriptions);

export const Interval = describeEnum('Interval', 'Calendar bucket of a series, in the time zone asked for.', {
  DAY: 'Calendar days.',
  WEEK: 'ISO weeks, from Monday.',
  MONTH: 'Calendar months.',
  QUARTER: 'Calendar quarters.',
});

export const Aggregate = describeEnum('Aggregate', 'How many measurements become one figure.', {
  P50: 'Median, linearly interpolated.',
  P75: '75th percentile.',
  P85: '85th percentile.',
  P90: '90th percentile.',
  P95: '95th percentile.',
  MEAN: 'Arithmetic mean.',
  SUM: 'Count.',
  RATIO: 'Part of the whole, or per unit.',
});

export const Dimension = describeEnum('Dimension', 'What figures can be grouped by.', {
  REPOSITORY: 'The repository, `owner/name`.',
  TEAM: 'The teams of the author.',
  SERVICE: 'The service deployed.',
  ENVIRONMENT: 'The environment deployed to.',
  AUTHOR: 'Who made the change.',
  LABEL: 'A label of the change; a change with two is in both groups.',
  CHANGE_TYPE: 'Feature, defect, risk, debt or other.',
  ROLLOUT: 'The rollout a change belongs to.',
  AI_ASSISTED: 'Whether an AI tool helped.',
  AI_TOOL: 'Which AI tool helped.',
});

export const Unit = describeEnum('Unit', 'What a figure counts.', {
  SECONDS: 'Elapsed seconds.',
  PER_DAY: 'How often a day.',
  RATIO: 'A share, 0 to 1, or so many per one.',
  COUNT: 'How many.',
  LINES: 'Lines of text added and removed.',
});

export const Direction = describeEnum('Direction', 'Which way is better.', {
  LOWER_IS_BETTER: 'Less is better.',
  HIGHER_IS_BETTER: 'More is better.',
  NEUTRAL: 'Neither way is better by itself.',
});

export const Band = describeEnum('Band', 'A level of delivery performance, by the rule set asked for.', {
  ELITE: 'The best level.',
  HIGH: 'High.',
  MEDIUM: 'Medium.',
  LOW: 'Low.',
});

export const BandRuleSet = describeEnum('BandRuleSet', 'Where the bounds of the bands come from.', {
  DORA_2021: "Bounds of DORA's report of 2021.",
  DORA_2023: "Bounds of DORA's report of 2023.",
  DORA_2024: "Bounds of DORA's report of 2024.",
  OWN_GOALS: 'Goals set in this workspace.',
  NONE: 'No bands.',
});

export const EmptyReason = describeEnum('EmptyReason', 'Why there is no figure. Never 0 instead.', {
  NOT_COVERED: 'No source covers this time.',
  NO_SOURCE: 'No source tells of such things.',
  NO_DEPLOYMENTS: 'Nothing was deployed.',
  NO_EARLIER_DEPLOYMENT: 'The first known deployment: nothing says what was already out.',
  NOT_DEPLOYED_YET: 'Merged and waiting for a deployment.',
  NO_CHANGES: 'No changes.',
  NO_REVIEW: 'Merged without a review.',
  REVIEWS_UNKNOWN: 'Reviews were not read.',
  NO_FAILURES: 'Nothing failed.',
  STILL_OPEN: 'Not recovered yet.',
  COMMITS_UNKNOWN: 'Its own commits were not read, or say nothing of when work began.',
  OUT_OF_ORDER: 'The end is before the start.',
  ALL_EXCLUDED: 'Everything was left out by the filters or rules.',
  TOO_FEW: 'Too few to say.',
});

export const LeftOutReason = describeEnum('LeftOutReason', 'Why something does not count in a figure.', {
  BOT: 'Made by a bot.',
  DRAFT: 'A draft.',
  EXCLUDED_BY_RULE: 'Excluded by a rule of the workspace.',
  COMMITS_UNKNOWN: 'Its first commit is unknown or later than its opening.',
  REVIEWS_UNKNOWN: 'Its reviews were not read.',
  OUT_OF_ORDER: 'An end before its start.',
  NO_EARLIER_DEPLOYMENT: 'It came with the first known deployment.',
  NOT_DEPLOYED_YET: 'Not deployed yet.',
  STILL_OPEN: 'Failed and not recovered yet.',
});

export const Basis = describeEnum('Basis', 'Which moment a lead time starts at.', {
  FIRST_COMMIT: 'The first commit.',
  OPENED: 'The opening, where the first commit is unknown.',
  MERGED: 'The merge, where nothing earlier is known.',
});

export const Stage = describeEnum('Stage', 'A stretch of the way of a change.', {
  CODING: 'First commit to ready for review.',
  PICKUP: 'Ready to the first review.',
  REVIEW: 'First review to approval, else to the merge.',
  MERGE: 'Approval to the merge; ready to merge where there was no review.',
  DEPLOY: 'Merge to the deployment.',
  RELEASE: 'Deployment to full exposure.',
});
