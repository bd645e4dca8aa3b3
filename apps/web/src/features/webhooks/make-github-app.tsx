import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { GitHubAppManifestDocument } from './github-app-query.js';
import styles from './webhooks.module.css';

/** Asks whose App it is to be, then takes its manifest to GitHub, which asks once more and comes back. */
export function MakeGitHubApp({ isFirst }: { isFirst: boolean }) {
  const [organization, setOrganization] = useState('');
  const prepare = useMutation({
    mutationFn: () => request(GitHubAppManifestDocument, { organization: organization.trim() || null }),
  });
  const ready = prepare.data?.githubAppManifest;
  if (ready) {
    return (
      <form method="post" action={ready.action} className={styles.ready}>
        <input type="hidden" name="manifest" value={JSON.stringify(ready.manifest)} />
        {ready.problems.map((problem) => (
          <p key={problem} className={styles.warning}>
            {problem}
          </p>
        ))}
        <p>
          GitHub shows what the App may read and asks you to create it. It brings you back here, and then you install
          it.
        </p>
        <div className={styles.line}>
          <Button type="submit" look="main">
            Go on to GitHub
          </Button>
          <Button look="plain" onClick={() => prepare.reset()}>
            Back
          </Button>
        </div>
      </form>
    );
  }
  return (
    <form
      className={styles.given}
      onSubmit={(event) => {
        event.preventDefault();
        prepare.mutate();
      }}
    >
      <Field
        label={isFirst ? 'Organisation that will own the App' : 'Another App, owned by'}
        placeholder="acme"
        hint="Left empty, your own account."
        problem={prepare.error?.message}
        value={organization}
        onChange={(event) => {
          prepare.reset();
          setOrganization(event.target.value);
        }}
      />
      <Button type="submit" disabled={prepare.isPending}>
        Make a GitHub App
      </Button>
    </form>
  );
}
