import { Field, ID, ObjectType } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import { connectionOf } from '../platform/graphql/connection.js';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { IncidentAttribution } from './incident-enums.js';

const maybeText = (description: string) => Field(() => String, { nullable: true, description });

@ObjectType({ description: 'Something that went wrong in production.' })
export class Incident {
  @Field(() => ID, { description: 'Stable: the same incident keeps it over every sync.' })
  id: string;

  @maybeText('Its id in the source that told of it.')
  externalId: string | null;

  @Field(() => String, { description: 'Its title.' })
  title: string;

  @maybeText('Where to look at it.')
  url: string | null;

  @maybeText('The service it hit.')
  service: string | null;

  @maybeText('How bad it was, in the words of its source.')
  severity: string | null;

  @Field(() => DateTime, { description: 'When it began.' })
  startedAt: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was resolved; null while it lasts.' })
  resolvedAt: number | null;

  @Field(() => IncidentAttribution, { description: 'How it was linked to its deployment.' })
  attribution: Weir.IncidentAttribution;

  /** The deployment it is attributed to; a field of its own resolves it. */
  deploymentId: string | null;
}

@ObjectType({ description: 'A page of incidents.' })
export class IncidentConnection extends connectionOf(Incident, 'incidents') {}
