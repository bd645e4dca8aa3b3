import { ArgsType, Field } from '@nestjs/graphql';
import type * as Sources from '@weir/sources';
import { Json } from '../platform/graphql/json.scalar.js';
import { SourceKind } from './source-enums.js';

@ArgsType()
export class InspectPathArgs {
  @Field(() => String, { description: 'The path; `~` is the home of the user the server runs as.' })
  path: string;

  @Field(() => SourceKind, { description: 'GIT or FILE.' })
  kind: Sources.SourceKind;

  @Field(() => String, {
    nullable: true,
    description: 'Of a file: pull-requests, deployments or incidents; guessed where absent.',
  })
  fileKind: string | null;

  @Field(() => Json, { nullable: true, description: 'Of a file: which column gives which field, besides the guesses.' })
  map: Sources.Json | null;

  @Field(() => String, { nullable: true, description: 'Of a file: unix or iso; guessed where absent.' })
  time: string | null;
}
