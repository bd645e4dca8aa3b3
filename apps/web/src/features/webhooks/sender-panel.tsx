import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { formatInstant } from '@weir/metrics';
import type { WebhookSender, WebhookSetupQuery } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import { CopyValue } from '../../ui/copy-value.js';
import { Panel } from '../../ui/panel.js';
import { useClock } from '../session/use-clock.js';
import { Secret } from './secret.js';
import styles from './webhooks.module.css';
import { WebhookSetupDocument } from './webhooks-query.js';

type WebhookSetup = WebhookSetupQuery['webhookSetup'];

interface SenderPanelProps {
  sender: WebhookSender;
  name: string;
  /** What it is good for, in a sentence. */
  purpose: string;
  /** Open from the start; the others open when somebody sets them up. */
  isFirst?: boolean;
}

/** One sender: whether it works, and everything to type in over there. */
export function SenderPanel({ sender, name, purpose, isFirst = false }: SenderPanelProps) {
  const { data, error } = useQuery({
    queryKey: ['webhooks', sender],
    queryFn: ({ signal }) => request(WebhookSetupDocument, { sender }, signal),
    // A delivery may come while somebody looks on.
    refetchInterval: 5000,
  });
  const [isAsked, setAsked] = useState(false);
  const setup = data?.webhookSetup;
  const isOpen = isAsked || isFirst || (setup !== undefined && setup.secretMadeAt !== null);
  return (
    <Panel
      title={name}
      sentence={purpose}
      aside={!isOpen && <Button onClick={() => setAsked(true)}>Set up</Button>}
      className={isOpen ? undefined : styles.closed}
    >
      <div className={styles.body} hidden={!isOpen && !error}>
        {error && (
          <p className={styles.problem} role="alert">
            {error.message}
          </p>
        )}
        {setup && <Setup setup={setup} />}
      </div>
    </Panel>
  );
}

function Setup({ setup }: { setup: WebhookSetup }) {
  const { sender, url, proof, events, permissions, problems } = setup;
  return (
    <>
      <LastDelivery setup={setup} />
      {problems.length > 0 && <Problems problems={problems} />}
      <dl className={styles.facts}>
        <Fact name="Address">
          <CopyValue name="the address" value={url} />
        </Fact>
        <Fact name="Secret">
          <Secret sender={sender} madeAt={setup.secretMadeAt} />
          <p className={styles.hint}>{proof}</p>
        </Fact>
        {events.length > 0 && (
          <Fact name="Events">
            <ul className={styles.events}>
              {events.map((event) => (
                <li key={event}>{event}</li>
              ))}
            </ul>
          </Fact>
        )}
        {permissions.length > 0 && (
          <Fact name="Permissions, read only">
            <ul className={styles.permissions}>
              {permissions.map((permission) => (
                <li key={permission.name}>
                  <strong>{permission.name}</strong> {permission.why}
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function LastDelivery({ setup: { lastDelivery } }: { setup: WebhookSetup }) {
  const clock = useClock();
  if (lastDelivery === null) {
    return (
      <p className={styles.heard}>
        <CircleDashed size={14} aria-hidden /> Nothing has come yet.
      </p>
    );
  }
  const { event, outcome, at } = lastDelivery;
  return (
    <p className={styles.heard} data-state="heard">
      <CircleCheck size={14} aria-hidden /> Last came {event}, {formatInstant(Date.parse(at), clock)}: {outcome}
    </p>
  );
}

function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <ul className={styles.problems} aria-label="What keeps it from working">
      {problems.map((problem) => (
        <li key={problem}>
          <TriangleAlert size={14} aria-hidden />
          <span>{problem}</span>
        </li>
      ))}
    </ul>
  );
}
