import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import { EmptyReason, Stage } from '../metrics/metric-enums.js';
import { connectionOf } from '../platform/graphql/connection.js';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { ChangeKind, ChangeState, ChangeType } from './change-enums.js';

const moment = (description: string) => Field(() => DateTime, { nullable: true, description });
const maybeText = (description: string) => Field(() => String, { nullable: true, description });

@ObjectType({ description: 'How long a change spent in one stage.' })
export class StageDuration {
  @Field(() => Stage, { description: 'The stage.' })
  stage: Weir.Stage;

  @Field(() => Float, { nullable: true, description: 'Elapsed seconds; null when unknown or not gone through.' })
  seconds: number | null;

  @Field(() => EmptyReason, { nullable: true, description: 'Why there are none.' })
  emptyReason: Weir.EmptyReason | null;
}

@ObjectType({ description: 'A pull request, or, from a git clone, what stands for one.' })
export class Change {
  @Field(() => ID, { description: 'Stable: the same change keeps it over every sync.' })
  id: string;

  @Field(() => ChangeKind, { description: 'What stands for the change.' })
  kind: Weir.ChangeKind;

  @Field(() => String, { description: 'Its repository, `owner/name`.' })
  repository: string;

  @Field(() => Int, { nullable: true, description: 'Number of the pull request.' })
  number: number | null;

  @Field(() => String, { description: 'Its title; `repository#number` when its source gives none.' })
  title: string;

  @maybeText('Where to look at it.')
  url: string | null;

  @maybeText('The commit it was merged with.')
  mergeSha: string | null;

  @maybeText('Login of who made it; from a clone, the name.')
  author: string | null;

  @Field(() => Boolean, { description: 'Whether a bot made it.' })
  authorIsBot: boolean;

  @Field(() => ChangeState, { description: 'What has become of it.' })
  state: Weir.ChangeState;

  @Field(() => Boolean, { description: 'Whether it is a draft.' })
  isDraft: boolean;

  @moment('When it was opened.')
  openedAt: number | null;

  @moment('When its earliest own commit was written.')
  firstCommitAt: number | null;

  @moment('When it was ready for review.')
  readyAt: number | null;

  @moment('When somebody else first reviewed it.')
  firstReviewAt: number | null;

  @moment('When it was approved for good.')
  approvedAt: number | null;

  @moment('When it was merged.')
  mergedAt: number | null;

  @moment('When it was closed.')
  closedAt: number | null;

  @moment('When it was first deployed to production.')
  deployedAt: number | null;

  @moment('When the last rollout it belongs to reached everybody.')
  releasedAt: number | null;

  @Field(() => Int, { nullable: true, description: 'Lines added.' })
  additions: number | null;

  @Field(() => Int, { nullable: true, description: 'Lines removed.' })
  deletions: number | null;

  @Field(() => Int, { nullable: true, description: 'Files changed.' })
  changedFiles: number | null;

  @Field(() => [String], { description: 'Its labels.' })
  labels: string[];

  @Field(() => ChangeType, { description: 'What kind of work it is.' })
  type: Weir.ChangeType;

  @Field(() => Boolean, { description: 'Whether an AI tool helped.' })
  aiAssisted: boolean;

  @Field(() => [String], { description: 'Which AI tools helped.' })
  aiTools: string[];

  @Field(() => [StageDuration], { description: 'How long it spent in each stage.' })
  stages: StageDuration[];

  @Field(() => EmptyReason, { nullable: true, description: 'Why deployedAt is null for a merged change.' })
  deployedEmptyReason: Weir.EmptyReason | null;

  @Field(() => Stage, {
    nullable: true,
    description: 'The stage it is in now; null when it has arrived or was closed.',
  })
  inStage: Weir.Stage | null;

  @Field(() => Float, { nullable: true, description: 'Seconds since it entered that stage.' })
  inStageSeconds: number | null;
}

@ObjectType({ description: 'A page of changes.' })
export class ChangeConnection extends connectionOf(Change, 'changes') {}
