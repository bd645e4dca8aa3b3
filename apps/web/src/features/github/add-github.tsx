import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/field.js';
import type { WayProps } from '../onboarding/add-source.js';
import styles from '../onboarding/onboarding.module.css';
import { useClock } from '../session/use-clock.js';
import { AccessSummary } from './access-summary.js';
import { ConnectGitHub } from './connect-github.js';
import {
  DEFAULT_WINDOW_DAYS,
  repositoryNamed,
  sinceOf,
  toSettings,
  WINDOWS,
  type Chosen,
  type Connection,
  type GitHubInspection,
} from './github-settings.js';
import { RepositoryPicker } from './repository-picker.js';

const NOTHING: Connection = { owner: '', token: '', apiUrl: '' };

/** Whose work → what GitHub lets us read of it → which repositories, how far back. */
export function AddGitHub({ isAdding, refusal, onBack, onAdd, onChange }: WayProps) {
  const [connection, setConnection] = useState(NOTHING);
  const [found, setFound] = useState<GitHubInspection | null>(null);
  if (found === null) {
    return (
      <ConnectGitHub
        initial={connection}
        onBack={onBack}
        onFound={(inspection, given) => {
          setConnection(given);
          setFound(inspection);
        }}
      />
    );
  }
  return (
    <ReviewGitHub
      inspection={found}
      connection={connection}
      isAdding={isAdding}
      refusal={refusal}
      onBack={() => {
        onChange();
        setFound(null);
      }}
      onAdd={(settings) => onAdd('', settings)}
    />
  );
}

interface ReviewGitHubProps extends Pick<WayProps, 'isAdding' | 'refusal' | 'onBack'> {
  inspection: GitHubInspection;
  connection: Connection;
  onAdd: (settings: Record<string, unknown>) => void;
}

function ReviewGitHub({ inspection, connection, isAdding, refusal, onBack, onAdd }: ReviewGitHubProps) {
  const clock = useClock();
  const [chosen, setChosen] = useState<Chosen>(() => preselect(inspection, connection));
  const [days, setDays] = useState<string>(DEFAULT_WINDOW_DAYS);
  const settings = {
    ...toSettings(connection),
    owner: inspection.owner,
    since: sinceOf(days, clock.now),
    ...(chosen !== null && { repositories: chosen }),
  };
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(settings);
      }}
    >
      <AccessSummary inspection={inspection} />
      <RepositoryPicker repositories={inspection.repositories} chosen={chosen} onChange={setChosen} />
      <Choice label="How far back" value={days} options={WINDOWS} onChange={setDays} />
      {refusal !== null && (
        <p className={styles.problem} role="alert">
          {refusal}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="plain" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" look="main" disabled={chosen?.length === 0 || isAdding}>
          {isAdding ? 'Adding…' : 'Add and read it'}
        </Button>
      </div>
    </form>
  );
}

/** Who named a repository wants that one. */
function preselect({ repositories }: GitHubInspection, { owner }: Connection): Chosen {
  const named = repositoryNamed(owner)?.toLowerCase();
  if (named === undefined) return null;
  return repositories.filter(({ name }) => name.toLowerCase() === named).map(({ name }) => name);
}
