import { Context, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { requireRole } from '../platform/access/viewer.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { Diagnosis } from './diagnosis.js';

@ObjectType({ description: 'One thing that was looked at, and how it is.' })
export class Finding {
  @Field(() => String, { description: 'What was looked at.' })
  subject: string;

  @Field(() => Boolean, { description: 'Whether it is well.' })
  isOk: boolean;

  @Field(() => String, { description: 'How it is; when it is not well, also how to mend it.' })
  message: string;
}

@Resolver(() => Finding)
export class DiagnosisResolver {
  constructor(private readonly findings: Diagnosis) {}

  @Query(() => [Finding], { description: 'How the database, the queue, the clock and the sources are; for admins.' })
  diagnosis(@Context() { viewer }: RequestContext): Promise<Finding[]> {
    requireRole(viewer, 'ADMIN', 'see how the server is');
    return this.findings.examine(viewer);
  }
}
