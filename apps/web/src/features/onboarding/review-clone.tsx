import { useState } from 'react';
import { formatCount, UNKNOWN_SIGN } from '@weir/metrics';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import type { WayProps } from './add-source.js';
import type { Inspection } from './inspection.js';
import styles from './onboarding.module.css';

export interface ReviewProps extends Omit<WayProps, 'onChange'> {
  inspection: Inspection;
}

/** What was found in a clone, and the name it will have. */
export function ReviewClone({ inspection, isAdding, refusal, onBack, onAdd }: ReviewProps) {
  const [name, setName] = useState(inspection.name);
  const { branch, commits, versionTags, path } = inspection;
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(name.trim(), { path, ...(name.trim() !== inspection.name && { name: name.trim() }) });
      }}
    >
      <dl className={styles.found}>
        <div>
          <dt>Production branch</dt>
          <dd>{branch ?? UNKNOWN_SIGN}</dd>
        </div>
        <div>
          <dt>Commits</dt>
          <dd>{commits === null ? UNKNOWN_SIGN : formatCount(commits)}</dd>
        </div>
        <div>
          <dt>Version tags</dt>
          <dd>{versionTags === null ? UNKNOWN_SIGN : formatCount(versionTags)}</dd>
        </div>
      </dl>
      <p className={styles.detail}>
        {versionTags === 0
          ? 'Without version tags each merge to the production branch counts as a deployment, until a source tells better.'
          : 'Each version tag counts as a deployment to production, until a source tells better.'}
      </p>
      <Field
        label="Repository name"
        hint="As filters and other sources will call it: owner/name where there is one."
        problem={refusal}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div className={styles.actions}>
        <Button look="plain" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" look="main" disabled={name.trim() === '' || isAdding} autoFocus>
          {isAdding ? 'Adding…' : 'Add and read it'}
        </Button>
      </div>
    </form>
  );
}
