import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  ChevronDown,
  ChevronUp,
  CircleCheck,
  CircleDashed,
  CircleX,
  FileText,
  FlaskConical,
  FolderGit2,
  GitPullRequest,
  Plug,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { formatCount, formatCounted, formatInstant, formatInstantExact } from '@weir/metrics';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/panel.js';
import { EditGitHub } from '../github/edit-github.js';
import { canManage, useSession } from '../session/session.js';
import { useClock } from '../session/use-clock.js';
import { RemoveSource } from './remove-source.js';
import { isSyncing, SOURCE_KIND_NAMES, sourcesQuery, type SourceRow } from './sources.js';
import styles from './sources.module.css';
import { SyncSourceDocument } from './sources-query.js';
import { SourceProblems } from './source-problems.js';
import { SyncHistory } from './sync-history.js';
import { SyncProgress } from './sync-progress.js';
import { outcomeWords } from './sync-words.js';

/** One source: what it is, how it stands, what can be done with it. */
export function SourceCard({ source }: { source: SourceRow }) {
  const [isOpen, setOpen] = useState(false);
  const session = useSession();
  return (
    <Panel className={styles.source}>
      <div className={styles.head}>
        <span className={styles.kind}>
          <KindIcon source={source} />
        </span>
        <div className={styles.names}>
          <h2>{source.name}</h2>
          <p>
            {SOURCE_KIND_NAMES[source.kind]}
            {placeOf(source) && ` · ${placeOf(source)}`}
          </p>
        </div>
        {canManage(session) && <Actions source={source} />}
      </div>
      <Facts source={source}>
        <button type="button" className={styles.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? <ChevronUp size={13} aria-hidden /> : <ChevronDown size={13} aria-hidden />}
          {source.sync.rejected > 0
            ? `History and ${formatCounted(source.sync.rejected, ['row', 'rows'])} not read`
            : 'History of syncs'}
        </button>
      </Facts>
      <div className={styles.below}>
        {isSyncing(source) && <SyncProgress source={source} />}
        {source.sync.state === 'FAILED' && (
          <p className={styles.failure} role="alert">
            {source.sync.message ?? 'The last sync failed.'}
          </p>
        )}
        <SourceProblems source={source} />
        {isOpen && <SyncHistory source={source} />}
      </div>
    </Panel>
  );
}

function KindIcon({ source: { kind } }: { source: SourceRow }) {
  if (kind === 'GIT') return <FolderGit2 size={17} aria-hidden />;
  if (kind === 'FILE') return <FileText size={17} aria-hidden />;
  if (kind === 'GITHUB') return <GitPullRequest size={17} aria-hidden />;
  if (kind === 'SAMPLE') return <FlaskConical size={17} aria-hidden />;
  return <Plug size={17} aria-hidden />;
}

/** Where it is read from: a path, or the owner on its host. */
function placeOf({ settings }: SourceRow): string {
  const { path, owner, apiUrl } = (settings ?? {}) as Record<string, unknown>;
  if (typeof path === 'string') return path;
  if (typeof owner !== 'string') return '';
  return `${typeof apiUrl === 'string' ? new URL(apiUrl).host : 'github.com'}/${owner}`;
}

const STATE_ICONS = { SUCCEEDED: CircleCheck, FAILED: CircleX } as const;

interface FactsProps {
  source: SourceRow;
  /** The way to more, at the end of the line. */
  children: ReactNode;
}

function Facts({ source: { sync, lastSyncedAt, nextSyncAt, repositories }, children }: FactsProps) {
  const clock = useClock();
  const Icon = STATE_ICONS[sync.state as keyof typeof STATE_ICONS] ?? CircleDashed;
  const at = lastSyncedAt === null ? null : Date.parse(lastSyncedAt);
  return (
    <div className={styles.facts}>
      <span className={styles.state} data-state={sync.state}>
        <Icon size={13} aria-hidden />
        {outcomeWords(sync)}
      </span>
      <span title={at === null ? undefined : formatInstantExact(at, clock.timeZone)}>
        <span>Last sync</span> {at === null ? 'never' : formatInstant(at, clock)}
      </span>
      {nextSyncAt !== null && (
        <span>
          <span>Next</span> {formatInstant(Date.parse(nextSyncAt), clock)}
        </span>
      )}
      <span>
        <span>Requests</span> {formatCount(sync.requests)}
      </span>
      <span>
        <span>Records</span> {formatCount(sync.records)}
      </span>
      <span title={repositories.join('\n')}>
        <span>{repositories.length === 1 ? 'Repository' : 'Repositories'}</span> {repositoriesWords(repositories)}
      </span>
      {children}
    </div>
  );
}

function repositoriesWords(repositories: readonly string[]): string {
  const [first, ...more] = repositories;
  if (first === undefined) return 'none yet';
  return more.length === 0 ? first : `${first} and ${formatCount(more.length)} more`;
}

function Actions({ source }: { source: SourceRow }) {
  const client = useQueryClient();
  const [isRemoving, setRemoving] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const sync = useMutation({
    mutationFn: () => request(SyncSourceDocument, { id: source.id }),
    onSettled: () => client.invalidateQueries({ queryKey: sourcesQuery.queryKey }),
  });
  const refusal = sync.data?.syncSource.refusal?.message ?? sync.error?.message;
  return (
    <>
      <div className={styles.buttons}>
        {source.canSync && (
          <Button disabled={isSyncing(source) || sync.isPending} onClick={() => sync.mutate()}>
            Sync now
          </Button>
        )}
        {source.kind === 'GITHUB' && (
          <Button onClick={() => setEditing(true)} aria-haspopup="dialog">
            Repositories
          </Button>
        )}
        <Button look="plain" onClick={() => setRemoving(true)} aria-haspopup="dialog">
          Remove
        </Button>
      </div>
      {refusal && (
        <p className={styles.failure} role="alert">
          {refusal}
        </p>
      )}
      <RemoveSource source={source} open={isRemoving} onClose={() => setRemoving(false)} />
      {source.kind === 'GITHUB' && <EditGitHub source={source} open={isEditing} onClose={() => setEditing(false)} />}
    </>
  );
}
