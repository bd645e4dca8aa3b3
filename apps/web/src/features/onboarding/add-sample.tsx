import { Button } from '../../ui/button.js';
import type { WayProps } from './add-source.js';
import styles from './onboarding.module.css';

/** A made-up organisation, to look around in. */
export function AddSample({ isAdding, refusal, onBack, onAdd }: WayProps) {
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd('', {});
      }}
    >
      <p className={styles.detail}>
        Eight services of a company that does not exist, with eighteen months of pull requests, reviews, deployments and
        incidents up to now. It takes the same way in as GitHub and goes without a trace when you remove it in Settings
        → Sources.
      </p>
      {refusal !== null && (
        <p className={styles.problem} role="alert">
          {refusal}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="plain" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" look="main" disabled={isAdding} autoFocus>
          {isAdding ? 'Adding…' : 'Add the sample'}
        </Button>
      </div>
    </form>
  );
}
