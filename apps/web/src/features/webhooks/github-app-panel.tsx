import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, ExternalLink } from 'lucide-react';
import type { GitHubAppsQuery } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/panel.js';
import { sourcesQuery } from '../sources/sources.js';
import { AddGitHubInstallationDocument, ForgetGitHubAppDocument, GitHubAppsDocument } from './github-app-query.js';
import { MakeGitHubApp } from './make-github-app.js';
import styles from './webhooks.module.css';

type GitHubApp = GitHubAppsQuery['githubApps'][number];
type Installation = GitHubApp['installations'][number];

/** An App of the workspace's own: rights, webhooks and their secret in one go, and no token of a person. */
export function GitHubAppPanel() {
  const { data, error } = useQuery({
    queryKey: ['github-apps'],
    queryFn: ({ signal }) => request(GitHubAppsDocument, {}, signal),
  });
  const apps = data?.githubApps ?? [];
  return (
    <Panel title="GitHub App" sentence="Rights, webhooks and their secret in one go, and no token of a person.">
      <div className={styles.body}>
        {error && (
          <p className={styles.problem} role="alert">
            {error.message}
          </p>
        )}
        {apps.map((app) => (
          <App key={app.id} app={app} />
        ))}
        {data && <MakeGitHubApp isFirst={apps.length === 0} />}
      </div>
    </Panel>
  );
}

function App({ app }: { app: GitHubApp }) {
  const { name, url, installUrl, installations, problem } = app;
  return (
    <section aria-label={name} className={styles.app}>
      <p className={styles.line}>
        <a href={url} target="_blank" rel="noreferrer">
          {name}
        </a>
        <a href={installUrl} target="_blank" rel="noreferrer" className={styles.out}>
          Install it <ExternalLink size={12} aria-hidden />
        </a>
        <ForgetButton app={app} />
      </p>
      {problem !== null && <p className={styles.problem}>{problem}</p>}
      {problem === null && installations.length === 0 && (
        <p className={styles.hint}>It is installed nowhere yet: install it where your repositories are.</p>
      )}
      <ul className={styles.installations}>
        {installations.map((installation) => (
          <li key={installation.id}>
            <InstallationRow appId={app.id} installation={installation} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Sources made of it keep their keys, so that nothing is lost by it here. */
function ForgetButton({ app: { id, name } }: { app: GitHubApp }) {
  const client = useQueryClient();
  const forget = useMutation({
    mutationFn: () => request(ForgetGitHubAppDocument, { id }),
    onSettled: () => client.invalidateQueries({ queryKey: ['github-apps'] }),
  });
  return (
    <Button
      look="plain"
      title={`Forgets the keys of ${name} here; sources made of it keep theirs. Delete it at GitHub yourself.`}
      disabled={forget.isPending}
      onClick={() => forget.mutate()}
    >
      Forget
    </Button>
  );
}

function InstallationRow({ appId, installation }: { appId: string; installation: Installation }) {
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: () => request(AddGitHubInstallationDocument, { input: { appId, installationId: installation.id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['github-apps'] });
      await client.invalidateQueries({ queryKey: sourcesQuery.queryKey });
    },
  });
  const refusal = add.data?.addGitHubInstallation.refusal?.message ?? add.error?.message;
  return (
    <>
      <span>{installation.owner}</span>
      {installation.isSource ? (
        <span className={styles.heard} data-state="heard">
          <CircleCheck size={14} aria-hidden /> is read
        </span>
      ) : (
        <Button disabled={add.isPending} onClick={() => add.mutate()}>
          Read its repositories
        </Button>
      )}
      {refusal && (
        <span className={styles.problem} role="alert">
          {refusal}
        </span>
      )}
    </>
  );
}
