import { Field, InputType } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import { ChangeType } from '../changes/change-enums.js';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { Aggregate, BandRuleSet, Dimension, Interval, MetricKey } from './metric-enums.js';

@InputType({ description: 'A half-open range of time: `from` is in it, `to` is not.' })
export class DateRange {
  @Field(() => DateTime, { description: 'First instant in the range.' })
  from: number;

  @Field(() => DateTime, { description: 'First instant after the range.' })
  to: number;
}

const names = (description: string) => Field(() => [String], { nullable: true, description });

@InputType({
  description: 'What to count. Absent or empty lists do not filter; several values of one list are alternatives.',
})
export class MetricFilter {
  @names('Only these repositories, as `owner/name`.')
  repositories: string[] | null;

  @names('Only these teams.')
  teams: string[] | null;

  @names('Only these services.')
  services: string[] | null;

  @names('Only these environments; production where absent.')
  environments: string[] | null;

  @names('Only changes by these authors, or deployments with at least one.')
  authors: string[] | null;

  @names('Only changes with one of these labels, or deployments with at least one.')
  labels: string[] | null;

  @names('Only what belongs to these rollouts.')
  rollouts: string[] | null;

  @Field(() => [ChangeType], { nullable: true, description: 'Only changes of these types.' })
  changeTypes: Weir.ChangeType[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only changes with (true) or without (false) help of an AI tool.',
  })
  aiAssisted: boolean | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Also count changes and reviews by bots.' })
  includeBots: boolean | null;
}

@InputType({ description: 'One question about one metric.' })
export class MetricQuery {
  @Field(() => MetricKey, { description: 'The metric.' })
  metric: Weir.MetricKey;

  @Field(() => DateRange, { description: 'The time asked about.' })
  range: DateRange;

  @Field(() => Interval, { nullable: true, description: 'Buckets of the series; without it there is no series.' })
  interval: Weir.Interval | null;

  @Field(() => String, { nullable: true, defaultValue: 'UTC', description: 'IANA time zone of the buckets.' })
  timeZone: string | null;

  @Field(() => Aggregate, { nullable: true, description: "How to summarise; the metric's own way where absent." })
  aggregate: Weir.Aggregate | null;

  @Field(() => Dimension, { nullable: true, description: 'Also give a figure per value of this.' })
  groupBy: Weir.Dimension | null;

  @Field(() => MetricFilter, { nullable: true, description: 'What to count.' })
  filter: MetricFilter | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Also ask about the time just before, as long.',
  })
  compareToPrevious: boolean | null;

  @Field(() => BandRuleSet, { nullable: true, defaultValue: 'DORA_2024', description: 'Whose bounds decide the band.' })
  bandRuleSet: Weir.BandRuleSet | null;
}
