import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, Inbox } from 'lucide-react';
import page from '../../app/page.module.css';
import { Notice } from '../../ui/notice.js';
import { isSyncing, sourcesQuery, type SourceRow } from './sources.js';
import styles from './sources.module.css';
import { SyncProgress } from './sync-progress.js';

/** The Overview before anything is known: the first sync as it goes, or what came of it. */
export default function FirstSync() {
  const { data } = useQuery(sourcesQuery);
  const running = data?.find(isSyncing);
  const failed = data?.find(({ sync }) => sync.state === 'FAILED');
  return (
    <main className={`${page.page} ${styles.first}`}>
      {running ? <Running source={running} /> : data && <Ended failed={failed} />}
    </main>
  );
}

function Running({ source }: { source: SourceRow }) {
  return (
    <section aria-label="First sync">
      <h1>Reading {source.name}</h1>
      <p className={styles.lead}>The figures appear here as soon as the first of them can be told.</p>
      <SyncProgress source={source} />
    </section>
  );
}

function Ended({ failed }: { failed: SourceRow | undefined }) {
  const toSources = (
    <Link to="/settings/sources" search={true}>
      Open the sources
    </Link>
  );
  if (failed) {
    return (
      <Notice
        tone="bad"
        icon={<CircleAlert size={18} aria-hidden />}
        title={`${failed.name} could not be read`}
        action={toSources}
      >
        {failed.sync.message ?? 'The sync failed.'}
      </Notice>
    );
  }
  return (
    <Notice icon={<Inbox size={18} aria-hidden />} title="The sources hold no changes yet" action={toSources}>
      Figures appear with the first change, deployment or incident.
    </Notice>
  );
}
