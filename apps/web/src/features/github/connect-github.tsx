import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import styles from '../onboarding/onboarding.module.css';
import { InspectGitHubDocument } from './github-query.js';
import { toSettings, type Connection, type GitHubInspection } from './github-settings.js';

interface ConnectGitHubProps {
  initial: Connection;
  onBack: () => void;
  onFound: (inspection: GitHubInspection, connection: Connection) => void;
}

/** Whose repositories, and with which token; looked at before anything is added. */
export function ConnectGitHub({ initial, onBack, onFound }: ConnectGitHubProps) {
  const [connection, setConnection] = useState(initial);
  const look = useMutation({
    mutationFn: () => request(InspectGitHubDocument, { input: { ...toSettings(connection), owner: connection.owner } }),
    onSuccess: ({ inspectGitHub }) => {
      if (inspectGitHub.repositories.length > 0) onFound(inspectGitHub, connection);
    },
  });
  const found = look.data?.inspectGitHub;
  const problem = found?.problem ?? look.error?.message ?? (found ? nothingFound(found) : null);
  const set = (change: Partial<Connection>) => {
    look.reset();
    setConnection({ ...connection, ...change });
  };
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        if (connection.owner.trim() !== '') look.mutate();
      }}
    >
      <Field
        label="Organisation, person or repository"
        placeholder="acme, or acme/storefront"
        hint="As in the address of the page on GitHub."
        problem={problem}
        value={connection.owner}
        autoFocus
        onChange={(event) => set({ owner: event.target.value })}
      />
      <Field
        label="Token (not needed for public repositories)"
        type="password"
        autoComplete="new-password"
        placeholder="github_pat_…"
        hint="Read access is enough: Contents, Pull requests, Issues, Deployments, Actions, Metadata; Members for teams. It is kept sealed and never shown again. Left empty, GITHUB_TOKEN of the server is used where it is set."
        value={connection.token}
        onChange={(event) => set({ token: event.target.value })}
      />
      <details className={styles.extra} open={connection.apiUrl !== ''}>
        <summary>GitHub Enterprise Server</summary>
        <Field
          label="Address of its API"
          placeholder="https://github.example.com/api/v3"
          hint="Left empty, github.com."
          value={connection.apiUrl}
          onChange={(event) => set({ apiUrl: event.target.value })}
        />
      </details>
      <div className={styles.actions}>
        <Button look="plain" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" look="main" disabled={connection.owner.trim() === '' || look.isPending}>
          {look.isPending ? 'Asking GitHub…' : 'Look at it'}
        </Button>
      </div>
    </form>
  );
}

function nothingFound({ owner, access }: GitHubInspection): string | null {
  const advice = access === 'ANONYMOUS' ? 'Private ones need a token.' : 'Give the token access to its repositories.';
  return `No repository of ${owner} can be read. ${advice}`;
}
