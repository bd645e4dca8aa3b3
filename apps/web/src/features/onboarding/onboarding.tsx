import { useQueryClient } from '@tanstack/react-query';
import page from '../../app/page.module.css';
import { canManage, useSession } from '../session/session.js';
import { refreshFigures } from '../sources/use-live-sync.js';
import { AddSource } from './add-source.js';
import styles from './onboarding.module.css';

/** The page of an empty workspace: it asks one question. */
export default function Onboarding() {
  const session = useSession();
  const client = useQueryClient();
  return (
    <main className={`${page.page} ${styles.page}`}>
      <h1>Where is your work?</h1>
      <p className={styles.lead}>
        {canManage(session)
          ? 'Weir reads it and shows how long changes take, where the time goes, how often you deploy and how often that hurts.'
          : 'This workspace has no sources yet. Someone who manages it can add one.'}
      </p>
      {canManage(session) && <AddSource onDone={() => refreshFigures(client)} />}
    </main>
  );
}
