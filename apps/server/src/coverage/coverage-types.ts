import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as Weir from '@weir/metrics';
import { connectionOf } from '../platform/graphql/connection.js';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { describeEnum } from '../platform/graphql/describe-enum.js';

const DeploymentRule = describeEnum('DeploymentRule', 'Where the deployments of a repository come from.', {
  GITHUB_DEPLOYMENTS: 'Deployments recorded on GitHub.',
  WORKFLOW_RUNS: 'Runs of a workflow that deploys.',
  RELEASES: 'Published releases.',
  VERSION_TAGS: 'Version tags.',
  MERGES: 'Merges to the production branch.',
  PUSHED: 'Told by a file or a push.',
  NONE: 'None are known.',
});

const count = (description: string) => Field(() => Int, { description });

@ObjectType({ description: 'How far the figures of one repository can be trusted.' })
export class Coverage {
  @Field(() => String, { description: 'The repository, `owner/name`.' })
  repository: string;

  @Field(() => DeploymentRule, { description: 'Where its deployments come from.' })
  deploymentRule: Weir.DeploymentRule;

  @Field(() => String, { description: 'Why from there, in a sentence.' })
  deploymentRuleReason: string;

  @count('Merged changes.')
  mergedChanges: number;

  @count('Merged changes whose first commit is known.')
  withCommits: number;

  @count('Merged changes whose reviews were read.')
  withReviews: number;

  @count('Merged changes known to be deployed.')
  withDeployment: number;

  @count('Deployed changes found by the commit graph, not by time.')
  exactAttribution: number;

  @count('Merged changes waiting for a deployment.')
  waiting: number;

  @count('Deployments.')
  deployments: number;

  @count('Incidents.')
  incidents: number;

  @count('Incidents linked to a deployment.')
  incidentsLinked: number;

  @Field(() => DateTime, { nullable: true, description: 'Earliest instant of anything known.' })
  firstAt: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When a source of it last finished a sync.' })
  lastSyncedAt: number | null;

  @Field(() => [String], { description: 'What to know before trusting a figure.' })
  warnings: string[];
}

@ObjectType({ description: 'A page of repositories and their coverage.' })
export class CoverageConnection extends connectionOf(Coverage, 'repositories') {}
