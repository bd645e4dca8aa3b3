import {
  BAND_RULE_SET_NAMES,
  formatCount,
  formatDays,
  formatTrimmed,
  leftOutSentence,
  type DateRange,
  type ReaderClock,
} from '@weir/metrics';
import type { Session } from '../session/session.js';
import type { OverviewData } from './overview-data.js';

const DAY_MS = 86_400_000;

/** The last line of the page, part by part: how much is covered, what is missing, what was left out, which bands. */
export function coverageWords(
  data: OverviewData,
  range: DateRange,
  { session: { workspace }, clock }: { session: Session; clock: ReaderClock },
): string[] {
  return [
    coveredWords(data, range, clock),
    missingWords(workspace),
    leftOutOfStages(data),
    `Bands: ${BAND_RULE_SET_NAMES[workspace.bandRuleSet]}`,
  ].filter((part) => part !== '');
}

function coveredWords({ figures }: OverviewData, { from, to }: DateRange, clock: ReaderClock): string {
  const covered = figures.DEPLOYMENT_FREQUENCY.figure?.covered ?? figures.CHANGE_LEAD_TIME.figure?.covered;
  const days = formatDayCount((to - from) / DAY_MS);
  if (!covered) return `Covered 0 of ${days}`;
  const [first, last] = [Date.parse(covered.from), Date.parse(covered.to)];
  const known = (last - first) / DAY_MS;
  if ((to - from) / DAY_MS - known < 0.05) return `Covered all ${days}`;
  return `Covered ${formatTrimmed(known)} of ${days}: ${formatDays(first, last, clock)}`;
}

/** Tenths matter in weeks, not in years. */
function formatDayCount(days: number): string {
  const words = days < 100 ? formatTrimmed(days) : formatCount(Math.round(days));
  return words === '1' ? '1 day' : `${words} days`;
}

function missingWords({ hasReviews, hasDeployments, hasIncidents }: Session['workspace']): string {
  const missing = [!hasReviews && 'reviews', !hasDeployments && 'deployments', !hasIncidents && 'incidents'].filter(
    (name): name is string => name !== false,
  );
  if (missing.length === 0) return '';
  const effect = hasIncidents ? '' : `: failures are known from rollbacks, reverts and hotfixes only`;
  return `No source of ${missing.join(' or ')}${effect}`;
}

function leftOutOfStages({ stream }: OverviewData): string {
  const count = stream.leftOut.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return '';
  return `${formatCount(count)} of ${formatCount(count + stream.cohortSize)} changes not in stages: ${leftOutSentence(stream.leftOut)}`;
}
