import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { SettingsStore } from '@weir/store';
import { requireRole } from '../../platform/access/viewer.js';
import { badInput } from '../../platform/errors/weir-error.js';
import { Json } from '../../platform/graphql/json.scalar.js';
import type { RequestContext } from '../../platform/graphql/request-context.js';
import { DEFAULT_MAPPING, type IncidentMapping, parseMapping } from '../incidents/mapping.js';
import { WebhookSecrets } from '../webhook-secrets.js';
import type { WebhookSender } from '../webhook-senders.js';
import { guessPublicUrl } from './public-url.js';
import { Sender, WebhookSetup } from './webhook-setup-types.js';
import { WebhookSetups } from './webhook-setups.js';

const SENDER_ARGUMENT = { type: () => Sender, description: 'Who sends.' };
const SHORTEST_SECRET = 16;

const toSender = (sender: Sender): WebhookSender => sender.toLowerCase() as WebhookSender;

@Resolver(() => WebhookSetup)
export class WebhookSetupResolver {
  constructor(
    private readonly setups: WebhookSetups,
    private readonly secrets: WebhookSecrets,
    private readonly settings: SettingsStore,
  ) {}

  @Query(() => WebhookSetup, { description: 'How to set a sender of webhooks up, and whether it works; for managers.' })
  async webhookSetup(
    @Args('sender', { ...SENDER_ARGUMENT, defaultValue: 'GITHUB' }) sender: Sender,
    @Context() { viewer, reply }: RequestContext,
  ): Promise<WebhookSetup> {
    requireRole(viewer, 'MANAGER', 'set webhooks up');
    return this.setups.describe(toSender(sender), guessPublicUrl(reply?.request.headers ?? {}));
  }

  @Mutation(() => String, {
    description: 'Makes the secret of a sender and gives it, this once; the one before ends. For managers.',
  })
  async rotateWebhookSecret(
    @Args('sender', SENDER_ARGUMENT) sender: Sender,
    @Context() { viewer }: RequestContext,
  ): Promise<string> {
    requireRole(viewer, 'MANAGER', 'make secrets of webhooks');
    return this.secrets.make(toSender(sender));
  }

  @Mutation(() => Boolean, {
    description: 'Keeps a secret that the sender made, as PagerDuty does; the one before ends. For managers.',
  })
  async setWebhookSecret(
    @Args('sender', SENDER_ARGUMENT) sender: Sender,
    @Args('secret', { type: () => String, description: 'As the sender shows it.' }) secret: string,
    @Context() { viewer }: RequestContext,
  ): Promise<boolean> {
    requireRole(viewer, 'MANAGER', 'give secrets of webhooks');
    const given = secret.trim();
    if (given.length < SHORTEST_SECRET)
      throw badInput(
        'secret',
        `A secret of fewer than ${SHORTEST_SECRET} characters can be guessed: give a longer one.`,
      );
    await this.secrets.keep(toSender(sender), given);
    return true;
  }

  @Query(() => Json, { description: 'Where payloads of the generic incident webhook hold what; for managers.' })
  async incidentMapping(@Context() { viewer }: RequestContext): Promise<IncidentMapping> {
    requireRole(viewer, 'MANAGER', 'see the mapping of incidents');
    const stored = await this.settings.get('incidentMapping');
    return stored === null ? DEFAULT_MAPPING : parseMapping(stored);
  }

  @Mutation(() => Json, {
    description:
      'Says where payloads of the generic incident webhook hold what: JSONPaths by field; those left out are as at first. For managers.',
  })
  async setIncidentMapping(
    @Args('mapping', {
      type: () => Json,
      description: '`{"each"?, "id"?, "at"?, "status"?, "resolved"?, "title"?, …}`',
    })
    mapping: unknown,
    @Context() { viewer }: RequestContext,
  ): Promise<IncidentMapping> {
    requireRole(viewer, 'MANAGER', 'change the mapping of incidents');
    const parsed = parseMapping(mapping);
    await this.settings.set('incidentMapping', parsed);
    return parsed;
  }
}
