import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Plug, Plus } from 'lucide-react';
import { useState } from 'react';
import page from '../app/page.module.css';
import { AddSourceDialog } from '../features/onboarding/add-source-dialog.js';
import { canManage, useSession } from '../features/session/session.js';
import { SettingsBar } from '../features/settings/settings-bar.js';
import { SourceCard } from '../features/sources/source-card.js';
import { sourcesQuery } from '../features/sources/sources.js';
import styles from '../features/sources/sources.module.css';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';

/** Where the figures come from: every source, how it stands, and a way to add one. */
export function SourcesPage() {
  const session = useSession();
  const { data, error, refetch } = useQuery(sourcesQuery);
  const [isAdding, setAdding] = useState(false);
  const addButton = canManage(session) && (
    <Button look="main" icon={<Plus size={15} aria-hidden />} onClick={() => setAdding(true)} aria-haspopup="dialog">
      Add a source
    </Button>
  );
  return (
    <>
      <SettingsBar title="Sources">{data && data.length > 0 && addButton}</SettingsBar>
      <main className={`${page.page} ${styles.list}`}>
        {error && (
          <Notice
            tone="bad"
            icon={<CircleAlert size={18} aria-hidden />}
            title="The sources could not be read"
            action={<Button onClick={() => void refetch()}>Try again</Button>}
          >
            {error.message}
          </Notice>
        )}
        {data?.length === 0 && (
          <Notice icon={<Plug size={18} aria-hidden />} title="No sources yet" action={addButton}>
            GitHub, a git clone on this machine, a file or the sample organisation: any of them is enough to begin.
          </Notice>
        )}
        {data?.map((source) => (
          <SourceCard key={source.id} source={source} />
        ))}
      </main>
      <AddSourceDialog open={isAdding} onClose={() => setAdding(false)} />
    </>
  );
}
