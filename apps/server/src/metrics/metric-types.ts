import { createUnionType, Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import {
  Aggregate,
  Band,
  Basis,
  Dimension,
  Direction,
  EmptyReason,
  LeftOutReason,
  MetricKey,
  Unit,
} from './metric-enums.js';

@ObjectType({ description: 'What a metric means, in the words every page, report and answer uses.' })
export class MetricDefinition {
  @Field(() => MetricKey, { description: 'The metric.' })
  key: Weir.MetricKey;

  @Field(() => String, { description: 'Its name for people.' })
  name: string;

  @Field(() => Unit, { description: 'What its figures count.' })
  unit: Weir.Unit;

  @Field(() => Direction, { description: 'Which way is better.' })
  direction: Weir.Direction;

  @Field(() => String, { description: 'The question it answers, in a sentence.' })
  summary: string;

  @Field(() => String, { description: 'Exactly what is counted, from when to when, and what is left out.' })
  method: string;

  @Field(() => String, { nullable: true, description: 'Where the definition comes from.' })
  source: string | null;

  @Field(() => Aggregate, { description: 'How it is summarised when nothing else is asked for.' })
  defaultAggregate: Weir.Aggregate;

  @Field(() => [Aggregate], { description: 'The ways it can be summarised.' })
  aggregates: Weir.Aggregate[];

  @Field(() => [Dimension], { description: 'What it can be grouped by.' })
  dimensions: Weir.Dimension[];
}

@ObjectType({ description: 'How many were left out of a figure, for one reason.' })
export class LeftOut {
  @Field(() => LeftOutReason, { description: 'The reason.' })
  reason: Weir.LeftOutReason;

  @Field(() => Int, { description: 'How many.' })
  count: number;
}

@ObjectType({ description: 'How many lead times start at one kind of moment.' })
export class BasisCount {
  @Field(() => Basis, { description: 'Where they start.' })
  basis: Weir.Basis;

  @Field(() => Int, { description: 'How many.' })
  count: number;
}

@ObjectType({ description: 'A figure with what it rests on.' })
export class MetricValue {
  @Field(() => Float, {
    nullable: true,
    description: 'The figure in the unit of its metric; null is unknown, and says why.',
  })
  value: number | null;

  @Field(() => EmptyReason, { nullable: true, description: 'Why there is no figure.' })
  emptyReason: Weir.EmptyReason | null;

  @Field(() => Int, { description: 'How many things the figure rests on.' })
  sampleSize: number;

  @Field(() => [LeftOut], { description: 'What was left out, by reason.' })
  leftOut: LeftOut[];

  @Field(() => [BasisCount], { description: 'For lead times: where they start.' })
  basis: BasisCount[];

  @Field(() => Float, { nullable: true, description: 'The figure of the time just before, as long.' })
  previous: number | null;

  @Field(() => Float, { nullable: true, description: 'value ÷ previous − 1.' })
  changeRatio: number | null;

  @Field(() => Band, { nullable: true, description: 'Level by the rule set asked for.' })
  band: Weir.Band | null;

  @Field(() => Boolean, { description: 'Whether several services are pooled; such figures have no band.' })
  blended: boolean;

  @Field(() => Float, { nullable: true, description: 'For a ratio: what is counted of the sample (9 of 138).' })
  numerator: number | null;
}

@ObjectType({ description: 'One bucket of a series.' })
export class MetricPoint {
  @Field(() => DateTime, { description: 'Start of the calendar bucket; may precede the range.' })
  start: number;

  @Field(() => DateTime, { description: 'End of the calendar bucket.' })
  end: number;

  @Field(() => Float, { nullable: true, description: 'The figure; null is unknown, and says why.' })
  value: number | null;

  @Field(() => EmptyReason, { nullable: true, description: 'Why there is no figure.' })
  emptyReason: Weir.EmptyReason | null;

  @Field(() => Int, { description: 'How many things the figure rests on.' })
  sampleSize: number;

  @Field(() => Boolean, { description: 'Whether the data end inside this bucket: it will still grow.' })
  unfinished: boolean;
}

@ObjectType({ description: 'The part of a range that the sources cover.' })
export class CoveredRange {
  @Field(() => DateTime, { description: 'First instant covered.' })
  from: number;

  @Field(() => DateTime, { description: 'First instant no longer covered.' })
  to: number;
}

@ObjectType({ description: 'The figures of one value of what was grouped by.' })
export class MetricGroup {
  @Field(() => String, { description: 'The value, as filters take it.' })
  key: string;

  @Field(() => String, { description: 'The value, for people.' })
  label: string;

  @Field(() => Boolean, { description: 'Whether groups may share things, so that they need not add up.' })
  overlapping: boolean;

  @Field(() => MetricValue, { description: 'The figure over the whole range.' })
  overall: MetricValue;

  @Field(() => [MetricPoint], { description: 'The figure bucket by bucket, when an interval was asked for.' })
  series: MetricPoint[];
}

@ObjectType({ description: 'How many measurements lie in one interval.' })
export class HistogramBin {
  @Field(() => Float, { description: 'Lower bound, in it.' })
  from: number;

  @Field(() => Float, { description: 'Upper bound; in it only in the last bin.' })
  to: number;

  @Field(() => Int, { description: 'How many.' })
  count: number;
}

@ObjectType({ description: 'The answer to one question about one metric.' })
export class MetricResult {
  @Field(() => Aggregate, { description: 'How it is summarised.' })
  aggregate: Weir.Aggregate;

  @Field(() => DateTime, { description: 'Up to when every selected source is complete.' })
  asOf: number;

  @Field(() => MetricValue, { description: 'The figure over the whole range.' })
  overall: MetricValue;

  @Field(() => [MetricPoint], { description: 'The figure bucket by bucket; every bucket of the range.' })
  series: MetricPoint[];

  @Field(() => [MetricPoint], { description: 'The time just before, bucket by bucket, when comparing.' })
  previousSeries: MetricPoint[];

  @Field(() => CoveredRange, {
    nullable: true,
    description: 'The part of the range that was counted; null when none is covered.',
  })
  covered: CoveredRange | null;

  @Field(() => [MetricGroup], { description: 'The figures by what was grouped by.' })
  groups: MetricGroup[];
}

@ObjectType({ description: 'Why one of several questions has no answer; its neighbours do.' })
export class MetricFailure {
  @Field(() => String, { description: 'A code as in the errors of a request.' })
  code: string;

  @Field(() => String, { description: 'What is wrong, in a sentence.' })
  message: string;
}

export const MetricOutcome = createUnionType({
  name: 'MetricOutcome',
  description: 'An answer, or why there is none.',
  types: () => [MetricResult, MetricFailure] as const,
  resolveType: (value: object) => ('overall' in value ? MetricResult : MetricFailure),
});
