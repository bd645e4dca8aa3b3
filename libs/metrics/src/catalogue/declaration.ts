import type { ChangeFact, DeploymentFact, EmptyReason, IncidentFact, LeftOutReason, ReleaseFact } from '../facts.js';
import type { Subject } from '../records.js';
import type { Aggregate, Dimension } from '../query/query.js';
import type { MetricKey } from './keys.js';

export type Unit = 'SECONDS' | 'PER_DAY' | 'RATIO' | 'COUNT' | 'LINES';
export type Direction = 'LOWER_IS_BETTER' | 'HIGHER_IS_BETTER' | 'NEUTRAL';
/** Which row of a band rule set judges the metric. */
export type BandKind = 'LEAD_TIME' | 'FREQUENCY' | 'FAIL_RATE' | 'RECOVERY';

type FactOf = {
  CHANGE: ChangeFact;
  RELEASE: ReleaseFact;
  /** Deployment attempts that ended. */
  ATTEMPT: DeploymentFact;
  INCIDENT: IncidentFact;
};
/** What is counted: one row of the figure is one of these. */
export type CountedFact = keyof FactOf;

/** A property of the counted fact; the store maps it to its column. */
type FactProperty<F extends CountedFact = CountedFact> = F extends CountedFact ? keyof FactOf[F] & string : never;

/** A stored duration of a change: its seconds and, when there are none, why. */
export type StoredDuration =
  'coding' | 'pickup' | 'review' | 'merge' | 'deploy' | 'release' | 'cycle' | 'openToMerge' | 'lead' | 'releaseLead';

export interface FactCondition {
  property: FactProperty;
  is: boolean | string;
}

/** What a ratio counts of its sample: rows that hold a condition, a number of each row, or the changes in a release. */
type Numerator =
  | { kind: 'WHEN'; condition: FactCondition }
  | { kind: 'NUMBER'; property: FactProperty }
  | { kind: 'CHANGES_CONTAINED' };

/** What is measured of each counted row. `unknown` is the reason when a row does not know it. */
export type Measure =
  | { kind: 'DURATION'; duration: StoredDuration; basis: 'leadBasis' | null }
  | { kind: 'ELAPSED'; from: FactProperty; to: FactProperty; unknown: LeftOutReason }
  | { kind: 'AMOUNT'; sumOf: FactProperty[]; unknown: LeftOutReason }
  | { kind: 'COUNT' }
  | { kind: 'PER_DAY' }
  | { kind: 'RATIO'; numerator: Numerator; unknownWhenNull: FactProperty | null; unknown: LeftOutReason | null };

/** Everything shared code needs in order to count a metric, in SQL or otherwise. */
export interface Counting {
  fact: CountedFact;
  /** Only rows that hold all of these. */
  where: FactCondition[];
  /**
   * The moments that place a row in time: the first known one does. The first is the metric's own; a row placed by a later
   * one has no value, and its reason is told there.
   */
  placedAt: FactProperty[];
  measure: Measure;
  /** Rows that hold the condition are left out, and told of. */
  leftOut: { when: FactCondition; reason: LeftOutReason }[];
  /** The row is qualified by service and environment: a change as each delivery of it. */
  deliveredDuration: 'deploySeconds' | 'leadSeconds' | null;
  /** Without any of these subjects in the selection's coverage there is NO_SOURCE. */
  needs: Subject[];
  /** Subjects that also bound `asOf` and the covered part where a source has them. */
  alsoReads: Subject[];
  /** Why there is no value when nothing at all was found. */
  noneReason: EmptyReason;
}

/** One metric, whole. The GraphQL enum, labels, documentation and SQL are derived from it. */
export interface MetricDeclaration {
  key: MetricKey;
  name: string;
  /** The question it answers, in one sentence. */
  summary: string;
  /** How exactly it is counted, for people. */
  method: string;
  /** Where the definition comes from; null when it is Weir's own. */
  source: string | null;
  unit: Unit;
  direction: Direction;
  aggregates: readonly Aggregate[];
  defaultAggregate: Aggregate;
  dimensions: readonly Dimension[];
  band: BandKind | null;
  /** Null: no source that Weir reads can feed it yet. */
  counting: Counting | null;
}

export const DURATION_AGGREGATES = ['P50', 'P75', 'P85', 'P90', 'P95', 'MEAN'] as const satisfies Aggregate[];
export const CHANGE_DIMENSIONS = [
  'REPOSITORY',
  'TEAM',
  'SERVICE',
  'ENVIRONMENT',
  'AUTHOR',
  'LABEL',
  'CHANGE_TYPE',
  'ROLLOUT',
  'AI_ASSISTED',
] as const satisfies Dimension[];
export const PLACE_DIMENSIONS = [
  'REPOSITORY',
  'TEAM',
  'SERVICE',
  'ENVIRONMENT',
  'ROLLOUT',
] as const satisfies Dimension[];
export const FLOW_DIMENSIONS = ['REPOSITORY', 'TEAM', 'AUTHOR', 'LABEL', 'CHANGE_TYPE'] as const satisfies Dimension[];
export const AI_USAGE_DIMENSIONS = ['TEAM', 'AI_TOOL'] as const satisfies Dimension[];

const MERGED_CHANGES: Omit<Counting, 'measure'> = {
  fact: 'CHANGE',
  where: [{ property: 'state', is: 'MERGED' }],
  placedAt: ['mergedAt'],
  leftOut: [],
  deliveredDuration: null,
  needs: ['CHANGES'],
  alsoReads: [],
  noneReason: 'NO_CHANGES',
};

/** Counts merged changes in the bucket of their merge, unless told otherwise. */
export function countMergedChanges(measure: Measure, differences: Partial<Counting> = {}): Counting {
  return { ...MERGED_CHANGES, measure, ...differences };
}

const RELEASES: Omit<Counting, 'measure'> = {
  fact: 'RELEASE',
  where: [],
  placedAt: ['finishedAt'],
  leftOut: [],
  deliveredDuration: null,
  needs: ['DEPLOYMENTS'],
  alsoReads: [],
  noneReason: 'NO_DEPLOYMENTS',
};

/** Counts successful releases in the bucket of their finish, unless told otherwise. */
export function countReleases(measure: Measure, differences: Partial<Counting> = {}): Counting {
  return { ...RELEASES, measure, ...differences };
}
