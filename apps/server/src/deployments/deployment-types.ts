import { Field, ID, ObjectType } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import { connectionOf } from '../platform/graphql/connection.js';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { ContentAttribution, DeploymentStatus, FailureReason } from './deployment-enums.js';

const maybeText = (description: string) => Field(() => String, { nullable: true, description });

@ObjectType({ description: 'One attempt to bring a commit of a service to an environment.' })
export class Deployment {
  @Field(() => ID, { description: 'Stable: the same deployment keeps it over every sync.' })
  id: string;

  @maybeText('Its id in the source that told of it.')
  externalId: string | null;

  @maybeText('Its repository, `owner/name`.')
  repository: string | null;

  @Field(() => String, { description: 'The service deployed; the repository where nothing else is said.' })
  service: string;

  @Field(() => String, { description: 'The environment deployed to.' })
  environment: string;

  @Field(() => Boolean, { description: 'Whether that environment is production.' })
  isProduction: boolean;

  @maybeText('The commit deployed.')
  sha: string | null;

  @maybeText('The branch or tag deployed.')
  ref: string | null;

  @maybeText('Where to look at it.')
  url: string | null;

  @Field(() => DeploymentStatus, { description: 'How it stands.' })
  status: Weir.DeploymentStatus;

  @Field(() => DateTime, { description: 'When it began.' })
  createdAt: number;

  @Field(() => DateTime, { nullable: true, description: 'When it first succeeded, or ended without success.' })
  finishedAt: number | null;

  @Field(() => Boolean, { description: 'Whether what it brought failed in production.' })
  changeFailed: boolean;

  @Field(() => [FailureReason], { description: 'Why it counts as failed.' })
  failureReasons: Weir.FailureReason[];

  @Field(() => Boolean, { description: 'Whether it is the remedy of a failed one.' })
  isRework: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When its failure was over; null while open or when it did not fail.',
  })
  recoveredAt: number | null;

  @Field(() => ContentAttribution, { description: 'How it is known which changes it brought.' })
  contentAttribution: Weir.ContentAttribution;
}

@ObjectType({ description: 'A page of deployments.' })
export class DeploymentConnection extends connectionOf(Deployment, 'deployments') {}
