import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { InspectPathDocument } from '../sources/sources-query.js';
import type { Inspection } from './inspection.js';
import styles from './onboarding.module.css';

interface ChoosePathProps {
  kind: 'GIT' | 'FILE';
  onBack: () => void;
  onFound: (inspection: Inspection) => void;
}

const WORDS = {
  GIT: {
    label: 'Folder of the clone',
    placeholder: '/home/me/work/storefront',
    hint: 'A path on the machine Weir runs on. A bare clone will do; Weir reads it and changes nothing.',
  },
  FILE: {
    label: 'File',
    placeholder: '/home/me/exports/pull-requests.csv',
    hint: 'A path on the machine Weir runs on: CSV or JSON Lines, the first line naming the columns.',
  },
} as const;

/** A path, looked into before anything is added. */
export function ChoosePath({ kind, onBack, onFound }: ChoosePathProps) {
  const [path, setPath] = useState('');
  const look = useMutation({
    mutationFn: () => request(InspectPathDocument, { path: path.trim(), kind }),
    onSuccess: ({ inspectPath }) => {
      // A file whose kind was not guessed is no dead end: the next step asks for it.
      if (inspectPath.problem === null || inspectPath.columns.length > 0) onFound(inspectPath);
    },
  });
  const problem = look.data?.inspectPath.problem ?? look.error?.message;
  const words = WORDS[kind];
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') look.mutate();
      }}
    >
      <Field
        label={words.label}
        placeholder={words.placeholder}
        hint={words.hint}
        problem={problem}
        value={path}
        autoFocus
        onChange={(event) => {
          look.reset();
          setPath(event.target.value);
        }}
      />
      <div className={styles.actions}>
        <Button look="plain" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" look="main" disabled={path.trim() === '' || look.isPending}>
          {look.isPending ? 'Looking…' : 'Look inside'}
        </Button>
      </div>
    </form>
  );
}
