import { Module } from '@nestjs/common';
import { AccessModule } from '../platform/access/access.module.js';
import { PushModule } from '../push/push.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { AppCreatedRoute } from './github-app/app-created.route.js';
import { AppCreation } from './github-app/app-creation.js';
import { AppInstallations } from './github-app/app-installations.js';
import { GitHubAppResolver } from './github-app/github-app.resolver.js';
import { GitHubApps } from './github-app/github-apps.js';
import { GitHubHints } from './github/github-hints.js';
import { GitHubReceiver } from './github/github.receiver.js';
import { GitHubSecrets } from './github/github-secrets.js';
import { IncidentMessages } from './incidents/incident-messages.js';
import { IncidentReceivers } from './incidents/incident.receivers.js';
import { WebhookSetupResolver } from './setup/webhook-setup.resolver.js';
import { WebhookSetups } from './setup/webhook-setups.js';
import { WebhookSecrets } from './webhook-secrets.js';

@Module({
  imports: [AccessModule, SourcesModule, PushModule],
  providers: [
    ...[WebhookSecrets, GitHubApps, GitHubSecrets, GitHubHints, GitHubReceiver],
    ...[AppCreation, AppCreatedRoute, AppInstallations, GitHubAppResolver],
    ...[IncidentMessages, IncidentReceivers, WebhookSetups, WebhookSetupResolver],
  ],
})
export class WebhooksModule {}
