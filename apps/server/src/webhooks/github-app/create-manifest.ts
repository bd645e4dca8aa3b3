import { GITHUB_EVENTS } from '../github/to-hints.js';
import { pathOf } from '../webhook-senders.js';
import { APP_PERMISSIONS } from './app-rights.js';

/** Where GitHub sends the browser back to, with the code that the App's keys are fetched with. */
export const CREATED_PATH = '/github/app/created';
const LONGEST_NAME = 34;

interface ManifestOptions {
  publicUrl: string;
  /** GitHub refuses webhooks to addresses it cannot reach: then the App has none. */
  isReachable: boolean;
}

/** What GitHub makes an App of: its rights, all of them to read, and where its webhooks go. A person can change its name there. */
export function createManifest({ publicUrl, isReachable }: ManifestOptions): Record<string, unknown> {
  const hook = {
    hook_attributes: { url: publicUrl + pathOf('github'), active: true },
    default_events: GITHUB_EVENTS,
  };
  return {
    name: `Weir at ${new URL(publicUrl).hostname}`.slice(0, LONGEST_NAME).trim(),
    url: publicUrl,
    description: 'Delivery analytics. Reads, and writes nothing.',
    redirect_url: publicUrl + CREATED_PATH,
    setup_url: `${publicUrl}/settings/webhooks`,
    public: false,
    default_permissions: Object.fromEntries(APP_PERMISSIONS.map(({ name }) => [name, 'read'])),
    ...(isReachable ? hook : {}),
  };
}
