import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.scalar.js';
import { Role } from './role.js';

@ObjectType({ description: 'A token that programs sign in with. The token itself is shown once, when it is made.' })
export class ApiToken {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => Role, { description: 'What it may do.' })
  role: Role;

  @Field(() => [String], { description: 'When not empty: it may do these and nothing else, whatever its role.' })
  scopes: string[];

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to the minute.' })
  lastUsedAt: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null while it works.' })
  revokedAt: number | null;
}

@InputType({ description: 'A token to make.' })
export class CreateApiTokenInput {
  @Field(() => String, { description: 'A name to know it by.' })
  name: string;

  @Field(() => Role, { nullable: true, description: 'What it may do. Not needed where there are scopes.' })
  role: Role | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Makes a token for one purpose, which may do these and nothing else: deployments:write, incidents:write.',
  })
  scopes: string[] | null;
}
