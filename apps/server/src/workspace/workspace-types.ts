import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import { BandRuleSet } from '../metrics/metric-enums.js';
import { Role } from '../platform/access/role.js';
import { DateTime } from '../platform/graphql/date-time.scalar.js';

const flag = (description: string) => Field(() => Boolean, { description });

@ObjectType({ description: 'Who asks.' })
export class Viewer {
  @Field(() => String, { description: 'Their name, or the name of their token.' })
  name: string;

  @Field(() => Role, { description: 'What they may do.' })
  role: Role;
}

@ObjectType({ description: 'What a page needs to know of the workspace before it asks for figures.' })
export class Workspace {
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => String, { description: 'The version of Weir that serves it.' })
  version: string;

  @Field(() => String, { description: 'IANA time zone that figures are shown in unless asked otherwise.' })
  timeZone: string;

  @Field(() => BandRuleSet, { description: 'Whose bounds decide the bands.' })
  bandRuleSet: Weir.BandRuleSet;

  @Field(() => DateTime, { nullable: true, description: 'Complete up to here; null without data.' })
  asOf: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Earliest instant of anything known.' })
  firstAt: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Latest instant of anything known.' })
  lastAt: number | null;

  @flag('Whether there is any source.')
  hasSources: boolean;

  @flag('Whether reviews of any change were read.')
  hasReviews: boolean;

  @flag('Whether any deployment is known.')
  hasDeployments: boolean;

  @flag('Whether any source tells of incidents.')
  hasIncidents: boolean;
}

@ObjectType({ description: 'A value one can filter by, with how many changes carry it.' })
export class Facet {
  @Field(() => String, { description: 'The value, as filters take it.' })
  key: string;

  @Field(() => String, { description: 'The value, for people.' })
  label: string;

  @Field(() => Int, { description: 'How many changes carry it.' })
  count: number;
}
