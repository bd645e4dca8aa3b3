import { graphql } from '../../graphql/generated/index.js';

export const WebhookSetupDocument = graphql(`
  query WebhookSetup($sender: WebhookSender!) {
    webhookSetup(sender: $sender) {
      sender
      url
      secretMadeAt
      proof
      events
      permissions {
        name
        why
      }
      lastDelivery {
        event
        outcome
        at
      }
      problems
    }
  }
`);

export const RotateWebhookSecretDocument = graphql(`
  mutation RotateWebhookSecret($sender: WebhookSender!) {
    rotateWebhookSecret(sender: $sender)
  }
`);

export const SetWebhookSecretDocument = graphql(`
  mutation SetWebhookSecret($sender: WebhookSender!, $secret: String!) {
    setWebhookSecret(sender: $sender, secret: $secret)
  }
`);
