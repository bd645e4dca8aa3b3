import { Field, ObjectType } from '@nestjs/graphql';
import { describeEnum } from '../../platform/graphql/describe-enum.js';
import { DateTime } from '../../platform/graphql/date-time.scalar.js';

export const Sender = describeEnum('WebhookSender', 'Who may send webhooks.', {
  GITHUB: 'GitHub, of what changed in repositories.',
  PAGERDUTY: 'PagerDuty (webhooks version 3), of incidents.',
  OPSGENIE: 'Opsgenie (its webhook integration), of alerts.',
  GENERIC: 'Any other tool that sends JSON, of incidents, by a mapping.',
});
export type Sender = keyof typeof Sender;

@ObjectType({ description: 'What Weir must be allowed to read.' })
export class WebhookPermission {
  @Field(() => String, { description: 'The name GitHub has for it; read access is enough.' })
  name: string;

  @Field(() => String, { description: 'What is read with it.' })
  why: string;
}

@ObjectType({ description: 'The last thing a sender sent.' })
export class WebhookHeard {
  @Field(() => String, { description: 'Which event.' })
  event: string;

  @Field(() => String, { description: 'What became of it: accepted, or why it was not.' })
  outcome: string;

  @Field(() => DateTime, { description: 'When it came.' })
  at: number;
}

@ObjectType({ description: 'How a sender of webhooks is set up, and whether it works.' })
export class WebhookSetup {
  @Field(() => Sender, { description: 'Who sends.' })
  sender: Sender;

  @Field(() => String, { description: 'Where to, guessed from the address at which you found this server.' })
  url: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When its secret was made or given; null while there is none.',
  })
  secretMadeAt: number | null;

  @Field(() => String, { description: 'How the sender proves itself with the secret.' })
  proof: string;

  @Field(() => [String], { description: 'The events to subscribe to.' })
  events: string[];

  @Field(() => [WebhookPermission], { description: 'Of GitHub: what Weir must be allowed to read.' })
  permissions: WebhookPermission[];

  @Field(() => WebhookHeard, { nullable: true, description: 'The last thing that came; null before the first.' })
  lastDelivery: WebhookHeard | null;

  @Field(() => [String], { description: 'What keeps it from working, each with what to do.' })
  problems: string[];
}
