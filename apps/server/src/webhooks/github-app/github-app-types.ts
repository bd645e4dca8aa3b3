import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Json } from '../../platform/graphql/json.scalar.js';

@ObjectType({
  description: 'What to take to GitHub to make an App of: a form with one field, `manifest`, posted to `action`.',
})
export class GitHubAppManifest {
  @Field(() => String, {
    description: 'Where to post the form, as a page that opens; GitHub asks there and comes back.',
  })
  action: string;

  @Field(() => Json, { description: 'The value of the field, as JSON text.' })
  manifest: Record<string, unknown>;

  @Field(() => [String], { description: 'What the App will lack, and why.' })
  problems: string[];
}

@ObjectType({ description: 'Where an App is installed: an organisation or user whose repositories it may read.' })
export class GitHubInstallation {
  @Field(() => ID, { description: 'Its number at GitHub.' })
  id: string;

  @Field(() => String, { description: 'The organisation or user.' })
  owner: string;

  @Field(() => Boolean, { description: 'A source reads it already.' })
  isSource: boolean;
}

@ObjectType({ description: 'A GitHub App that was made for this workspace.' })
export class GitHubApp {
  @Field(() => ID, { description: 'Its number at GitHub.' })
  id: string;

  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => String, { description: 'Its page at GitHub.' })
  url: string;

  @Field(() => String, { description: 'Where to install it for an organisation or user.' })
  installUrl: string;

  @Field(() => [GitHubInstallation], { description: 'Where it is installed.' })
  installations: GitHubInstallation[];

  @Field(() => String, { nullable: true, description: 'Why GitHub did not say where it is installed.' })
  problem: string | null;
}

@InputType({ description: 'An installation whose repositories become a source.' })
export class AddGitHubInstallationInput {
  @Field(() => ID, { description: 'The App.' })
  appId: string;

  @Field(() => ID, { description: 'The installation.' })
  installationId: string;

  @Field(() => [String], { nullable: true, description: 'Names of repositories, without the owner; absent takes all.' })
  repositories: string[] | null;

  @Field(() => String, { nullable: true, description: 'Any text; comes back with the answer.' })
  clientMutationId: string | null;
}
