import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatInstant } from '@weir/metrics';
import type { WebhookSender } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import { CopyValue } from '../../ui/copy-value.js';
import { Field } from '../../ui/field.js';
import { useClock } from '../session/use-clock.js';
import styles from './webhooks.module.css';
import { RotateWebhookSecretDocument, SetWebhookSecretDocument } from './webhooks-query.js';

interface SecretProps {
  sender: WebhookSender;
  madeAt: string | null;
}

/** Made here and shown once, or, where the sender makes it, given here. */
export function Secret(props: SecretProps) {
  return props.sender === 'PAGERDUTY' ? <GivenSecret {...props} /> : <MadeSecret {...props} />;
}

function MadeSecret({ sender, madeAt }: SecretProps) {
  const clock = useClock();
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => request(RotateWebhookSecretDocument, { sender }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['webhooks', sender] }),
  });
  if (make.data) {
    return (
      <>
        <CopyValue name="the secret" value={make.data.rotateWebhookSecret} />
        <p className={styles.hint}>Copy it now: it is kept sealed and not shown again.</p>
      </>
    );
  }
  return (
    <div className={styles.line}>
      {madeAt !== null && <span>Made {formatInstant(Date.parse(madeAt), clock)}.</span>}
      <Button disabled={make.isPending} onClick={() => make.mutate()}>
        {madeAt === null ? 'Make a secret' : 'Make another, which ends this one'}
      </Button>
      {make.error && <span role="alert">{make.error.message}</span>}
    </div>
  );
}

function GivenSecret({ sender, madeAt }: SecretProps) {
  const clock = useClock();
  const client = useQueryClient();
  const [secret, setSecret] = useState('');
  const give = useMutation({
    mutationFn: () => request(SetWebhookSecretDocument, { sender, secret: secret.trim() }),
    onSuccess: () => {
      setSecret('');
      return client.invalidateQueries({ queryKey: ['webhooks', sender] });
    },
  });
  return (
    <form
      className={styles.given}
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate();
      }}
    >
      <Field
        label={
          madeAt === null ? 'As the sender shows it' : `Given ${formatInstant(Date.parse(madeAt), clock)}; another one`
        }
        type="password"
        autoComplete="new-password"
        problem={give.error?.message}
        value={secret}
        onChange={(event) => {
          give.reset();
          setSecret(event.target.value);
        }}
      />
      <Button type="submit" disabled={secret.trim() === '' || give.isPending}>
        Keep it
      </Button>
    </form>
  );
}
