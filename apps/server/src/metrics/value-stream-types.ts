import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { EmptyReason, Stage } from './metric-enums.js';
import { CoveredRange, LeftOut, MetricValue } from './metric-types.js';

const seconds = (description: string) => Field(() => Float, { nullable: true, description });

@ObjectType({ description: 'What one stage costs the changes of a cohort.' })
export class StageBreakdown {
  @Field(() => Stage, { description: 'The stage.' })
  stage: Weir.Stage;

  @seconds('Its summed seconds ÷ cohort size. Contributions add up to the total exactly.')
  contribution: number | null;

  @Field(() => Float, { nullable: true, description: 'Contribution ÷ total, 0 to 1.' })
  share: number | null;

  @seconds('Mean seconds of the changes that went through it.')
  mean: number | null;

  @seconds('Median seconds of the changes that went through it.')
  p50: number | null;

  @seconds('75th percentile in seconds of the changes that went through it.')
  p75: number | null;

  @seconds('90th percentile in seconds of the changes that went through it.')
  p90: number | null;

  @Field(() => Int, { description: 'How many changes of the cohort went through it.' })
  sampleSize: number;

  @Field(() => Int, { description: 'How many open or undeployed changes are in it at `asOf`.' })
  inProgress: number;

  @Field(() => Boolean, { description: 'Whether it is the stage with the largest contribution.' })
  bottleneck: boolean;
}

@ObjectType({ description: 'The value stream of one bucket.' })
export class ValueStreamPoint {
  @Field(() => DateTime, { description: 'Start of the calendar bucket; may precede the range.' })
  start: number;

  @Field(() => DateTime, { description: 'End of the calendar bucket.' })
  end: number;

  @Field(() => Boolean, { description: 'Whether the data end inside this bucket: it will still grow.' })
  unfinished: boolean;

  @Field(() => EmptyReason, { nullable: true, description: 'Why there is no total.' })
  emptyReason: Weir.EmptyReason | null;

  @seconds('Mean seconds from first commit (else opened) to the end of the last stage.')
  total: number | null;

  @Field(() => Int, { description: 'How many changes the cohort has.' })
  cohortSize: number;

  @Field(() => [StageBreakdown], { description: 'Stage by stage.' })
  stages: StageBreakdown[];
}

@ObjectType({ description: 'Where time goes: one cohort of changes, stage by stage.' })
export class ValueStream {
  @Field(() => Stage, { description: 'The last stage counted.' })
  upTo: Weir.Stage;

  @Field(() => Int, { description: 'How many changes the cohort has.' })
  cohortSize: number;

  @Field(() => [LeftOut], { description: 'Changes that ended in the range and are not in the cohort, by reason.' })
  leftOut: LeftOut[];

  @Field(() => MetricValue, { description: 'Mean seconds of the whole way.' })
  total: MetricValue;

  @Field(() => Float, { nullable: true, description: '(CODING + REVIEW) ÷ total.' })
  activeShare: number | null;

  @Field(() => DateTime, { description: 'Up to when every selected source is complete.' })
  asOf: number;

  @Field(() => CoveredRange, { nullable: true, description: 'The part of the range that was counted.' })
  covered: CoveredRange | null;

  @Field(() => [StageBreakdown], { description: 'Stage by stage.' })
  stages: StageBreakdown[];
}
