import page from '../app/page.module.css';
import { SettingsBar } from '../features/settings/settings-bar.js';
import { GitHubAppPanel } from '../features/webhooks/github-app-panel.js';
import { SenderPanel } from '../features/webhooks/sender-panel.js';
import styles from '../features/webhooks/webhooks.module.css';

/** Who may tell Weir of what has just happened, and how to set it up over there. */
export function WebhooksPage() {
  return (
    <>
      <SettingsBar title="Webhooks" />
      <main className={`${page.page} ${styles.list}`}>
        <p className={styles.lead}>
          With webhooks the figures follow within seconds. Without them GitHub is read every few minutes, and what a
          webhook missed is found then too.
        </p>
        <GitHubAppPanel />
        <SenderPanel sender="GITHUB" name="GitHub" purpose="What changed in repositories." isFirst />
        <SenderPanel sender="PAGERDUTY" name="PagerDuty" purpose="Incidents, from its webhooks version 3." />
        <SenderPanel sender="OPSGENIE" name="Opsgenie" purpose="Alerts, from its webhook integration." />
        <SenderPanel sender="GENERIC" name="Another incident tool" purpose="Anything that sends JSON, by a mapping." />
      </main>
    </>
  );
}
