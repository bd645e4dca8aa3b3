import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type * as Sources from '@weir/sources';
import { DateTime } from '../platform/graphql/date-time.scalar.js';
import { Json } from '../platform/graphql/json.scalar.js';
import { GitHubAccess, GitHubOwnerKind } from './source-enums.js';

const maybeText = (description: string) => Field(() => String, { nullable: true, description });
const moment = (description: string, nullable = false) => Field(() => DateTime, { nullable, description });
const flag = (description: string) => Field(() => Boolean, { description });

@ObjectType({ description: 'Something a token may not read, and what will be missing for it.' })
export class MissingPermission {
  @Field(() => String, { description: 'The permission, as GitHub names it.' })
  permission: string;

  @Field(() => String, { description: 'What will be missing without it.' })
  effect: string;
}

@ObjectType({ description: 'How much may still be asked of GitHub.' })
export class GitHubRateLimit {
  @Field(() => Int, { description: 'Points in an hour.' })
  limit: number;

  @Field(() => Int, { description: 'Points left.' })
  remaining: number;

  @moment('When it is full again.')
  resetsAt: number;
}

@ObjectType({ description: 'A repository one may choose.' })
export class GitHubRepository {
  @Field(() => String, { description: 'Its name, without its owner.' })
  name: string;

  @maybeText('What it says of itself.')
  description: string | null;

  @flag('Whether only members see it.')
  isPrivate: boolean;

  @flag('Whether it is kept to be read only.')
  isArchived: boolean;

  @flag('Whether it is a fork.')
  isFork: boolean;

  @moment('When something was last pushed to it.', true)
  pushedAt: number | null;

  @Field(() => Int, { nullable: true, description: 'How many pull requests it has; null while unknown.' })
  pullRequests: number | null;
}

@InputType({ description: 'Whose repositories to look at, and with which right.' })
export class InspectGitHubInput {
  @Field(() => String, { description: 'A user or an organisation; `owner/name` and addresses are understood.' })
  owner: string;

  @maybeText('A token to look with; absent, the one of the source, else GITHUB_TOKEN of the server, else none.')
  token: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'A GitHub App to look with: `{"appId", "privateKey", "installationId"?}`.',
  })
  app: Sources.Json | null;

  @maybeText(
    'The API of a GitHub Enterprise Server; absent, GITHUB_API_URL of the server, else https://api.github.com.',
  )
  apiUrl: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A known source: its own owner, address and right are used where none is given.',
  })
  sourceId: string | null;
}

@ObjectType({ description: 'What GitHub says of an owner, before it becomes a source.' })
export class GitHubInspection {
  @Field(() => String, { description: 'The owner, as GitHub spells it.' })
  owner: string;

  @maybeText('What the owner calls itself.')
  name: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Repositories that were named with the owner (`acme/shop`), to be chosen first; null for none.',
  })
  named: string[] | null;

  @Field(() => GitHubOwnerKind, { nullable: true, description: 'What the owner is; null when it cannot be seen.' })
  kind: keyof typeof GitHubOwnerKind | null;

  @Field(() => GitHubAccess, { description: 'With which right it was looked at.' })
  access: keyof typeof GitHubAccess;

  @maybeText('Whose token it is, or the name of the App; null for none.')
  account: string | null;

  @flag('Whether GITHUB_TOKEN is set for the server. Its value is never shown.')
  hasEnvironmentToken: boolean;

  @Field(() => [MissingPermission], { description: 'What the token may not read.' })
  missing: MissingPermission[];

  @Field(() => GitHubRateLimit, { nullable: true, description: 'What may still be asked; null when unknown.' })
  rateLimit: GitHubRateLimit | null;

  @Field(() => [GitHubRepository], { description: 'Repositories that can be read, latest pushed first.' })
  repositories: GitHubRepository[];

  @maybeText('Why it cannot become a source, or what a person should know first, with what to do.')
  problem: string | null;
}
