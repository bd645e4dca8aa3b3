import type { EmptyReason, Stage } from '../facts.js';
import { formatChange } from './format-change.js';
import { formatDuration } from './format-duration.js';
import { formatPercent } from './format-number.js';
import { STAGE_NAMES } from './names.js';

/** A value and the one of the period before; null = unknown. */
export interface ComparedValue {
  value: number | null;
  previous: number | null;
  emptyReason: EmptyReason | null;
}

/** What the computed sentence is made of. */
export interface HeadlineFacts {
  leadTime: ComparedValue;
  /** First commit (or opening) to merge: what is left to say when nothing is known of production. */
  cycleTime: ComparedValue;
  bottleneck: { stage: Stage; share: number } | null;
  /** Nothing reports deployments, so that every merge is taken for one: the sentence must not claim more. */
  isMergeDeployment?: boolean;
  /** "the period before" unless a page compares with something else. */
  before?: string;
}

/** What a period is compared with when nothing else is said. */
const PERIOD_BEFORE = 'the period before';

/** The sentence above the Overview: how long changes take, how that moved, where the time goes. Ends with a full stop. */
export function computeHeadline(facts: HeadlineFacts): string {
  const { leadTime, cycleTime, bottleneck, before = PERIOD_BEFORE } = facts;
  if (leadTime.value !== null && facts.isMergeDeployment)
    return `Changes are merged in ${paceOf(leadTime, before)}${bottleneckOf(bottleneck)}; a merge counts as a deployment here.`;
  if (leadTime.value !== null)
    return `Changes reach production in ${paceOf(leadTime, before)}${bottleneckOf(bottleneck)}.`;
  if (cycleTime.value !== null) return `Changes are merged in ${paceOf(cycleTime, before)}; ${WITHOUT_PRODUCTION}.`;
  return missingHeadline(leadTime.emptyReason);
}

const WITHOUT_PRODUCTION = 'when they reach production is not known';

function paceOf({ value, previous }: ComparedValue, before: string): string {
  const median = formatDuration(value ?? 0);
  const change = formatChange({ value, previous, unit: 'SECONDS', direction: 'LOWER_IS_BETTER' });
  if (!change) return median;
  if (change.movement === 'SAME') return `${median}, as fast as ${before}`;
  const joint = change.size.includes(' times as ') ? 'as' : 'than';
  return `${median}, ${change.size} ${joint} ${joint === 'as' ? 'in ' : ''}${before}`;
}

function bottleneckOf(bottleneck: HeadlineFacts['bottleneck']): string {
  if (!bottleneck) return '';
  return `; ${STAGE_NAMES[bottleneck.stage].toLowerCase()} takes ${formatPercent(bottleneck.share)} of the time`;
}

function missingHeadline(reason: EmptyReason | null): string {
  switch (reason) {
    case 'NOT_COVERED':
      return 'Nothing is known of this period; choose one that a source covers.';
    case 'NO_DEPLOYMENTS':
      return 'No deployment is known in this period, so no change has a lead time; choose a longer one.';
    case 'NO_EARLIER_DEPLOYMENT':
      return 'Only a first deployment is known here, and nothing says what was out before it; choose a longer period.';
    case 'NOT_DEPLOYED_YET':
      return 'The changes of this period have not reached production yet.';
    case 'ALL_EXCLUDED':
      return 'The filters leave no change over; take one of them away.';
    case 'NO_SOURCE':
      return 'No source reports changes yet; add one in Settings.';
    default:
      return 'No change reached production in this period; choose a longer one.';
  }
}

/** The other figures of the Overview, for the sentence under the headline. */
export interface SecondaryFacts {
  frequency: ComparedValue;
  failRate: ComparedValue;
  recovery: ComparedValue;
  rework: ComparedValue;
}

/** Whether anything could have moved: from nothing to something is no comparison, nor is from nothing to nothing. */
function hasComparison(facts: SecondaryFacts): boolean {
  return Object.values(facts).some(({ value, previous }: ComparedValue) => value !== null && Boolean(previous));
}

interface Clause {
  text: string;
  isWorse: boolean;
}

/** What else moved, worse first: "Recovery from failed deployments got slower, and deployments are more frequent." */
export function computeSubSentence(facts: SecondaryFacts): string {
  const clauses = [
    clause(facts.recovery, 'SECONDS', ['recovery from failed deployments got slower', 'recovery got faster']),
    clause(facts.failRate, 'RATIO', ['more deployments fail', 'fewer deployments fail']),
    clause(facts.frequency, 'PER_DAY', ['deployments are less frequent', 'deployments are more frequent']),
    clause(facts.rework, 'RATIO', ['more deployments are rework', 'fewer deployments are rework']),
  ].filter((one): one is Clause => one !== null);
  const ordered = [...clauses.filter(({ isWorse }) => isWorse), ...clauses.filter(({ isWorse }) => !isWorse)];
  if (ordered.length > 0) return `${capitalise(joinClauses(ordered))}.`;
  return hasComparison(facts) ? 'The other figures are as before.' : '';
}

function clause(
  pair: ComparedValue,
  unit: 'SECONDS' | 'RATIO' | 'PER_DAY',
  [worse, better]: [string, string],
): Clause | null {
  const direction = unit === 'PER_DAY' ? 'HIGHER_IS_BETTER' : 'LOWER_IS_BETTER';
  const change = formatChange({ ...pair, unit, direction });
  if (!change || change.meaning === 'NEUTRAL') return null;
  return { text: change.meaning === 'WORSE' ? worse : better, isWorse: change.meaning === 'WORSE' };
}

/** Commas, "and" before the last; "but" where the tone turns. */
function joinClauses(clauses: Clause[]): string {
  return clauses.reduce((sentence, { text, isWorse }, index) => {
    if (index === 0) return text;
    const turns = !isWorse && (clauses[index - 1]?.isWorse ?? false);
    if (turns) return `${sentence}, but ${text}`;
    return index === clauses.length - 1 ? `${sentence} and ${text}` : `${sentence}, ${text}`;
  }, '');
}

function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What the stage panel's sentence is made of: shares 0–1 and contributions in seconds, now and before. */
export interface StageFacts {
  stage: Stage;
  share: number | null;
  contribution: number | null;
  previousShare: number | null;
  previousContribution: number | null;
}

/** "Review takes 41 % of the way to production, up from 29 %. Every other stage got faster." */
export function computeStageSentence(stages: readonly StageFacts[], way = 'the way to production'): string {
  const [slowest] = [...stages].sort((a, b) => (b.contribution ?? -1) - (a.contribution ?? -1));
  if (!slowest || slowest.share === null) return '';
  const share = formatPercent(slowest.share);
  return `${STAGE_NAMES[slowest.stage]} takes ${share} of ${way}${shareMove(slowest)}.${othersMoved(stages, slowest)}`;
}

function shareMove({ share, previousShare }: StageFacts): string {
  if (share === null || previousShare === null) return '';
  const points = Math.round(share * 100) - Math.round(previousShare * 100);
  if (Math.abs(points) < 2) return ', as in the period before';
  return `, ${points > 0 ? 'up' : 'down'} from ${formatPercent(previousShare)}`;
}

function othersMoved(stages: readonly StageFacts[], slowest: StageFacts): string {
  const changes = stages
    .filter(({ stage }) => stage !== slowest.stage)
    .map(({ contribution: value, previousContribution: previous }) =>
      formatChange({ value, previous, unit: 'SECONDS', direction: 'LOWER_IS_BETTER' }),
    );
  if (changes.length === 0 || changes.some((change) => change === null)) return '';
  if (changes.length > 1 && changes.every((change) => change?.meaning === 'BETTER'))
    return ' Every other stage got faster.';
  if (changes.length > 1 && changes.every((change) => change?.meaning === 'WORSE'))
    return ' Every other stage got slower.';
  return '';
}
