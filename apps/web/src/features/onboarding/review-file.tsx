import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCounted } from '@weir/metrics';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/field.js';
import { InspectPathDocument } from '../sources/sources-query.js';
import type { Inspection } from './inspection.js';
import { ColumnMapEditor } from './column-map-editor.js';
import { FILE_KIND_NAMES, FILE_KINDS, isFileKind, ROW_NAMES, toColumnMap, type FileKind } from './fields.js';
import styles from './onboarding.module.css';
import type { ReviewProps } from './review-clone.js';
import { SampleRows } from './sample-rows.js';

/** What a person changed of the guess; null = as guessed. */
interface Corrections {
  fileKind: FileKind | null;
  map: Record<string, string> | null;
  time: string | null;
}

const TIMES = [
  { value: 'iso', name: 'Written out, as 2026-11-19T14:20:00Z' },
  { value: 'unix', name: 'Seconds since 1970, as 1795098000' },
];

/** What was found in a file: what its rows are, which column is what, and the first rows as they will be read. */
export function ReviewFile({ inspection: first, isAdding, refusal, onBack, onAdd }: ReviewProps) {
  const [corrections, setCorrections] = useState<Corrections>({ fileKind: null, map: null, time: null });
  const { inspection, error } = useInspection(first, corrections);
  const kind = isFileKind(inspection.fileKind) ? inspection.fileKind : null;
  const map = corrections.map ?? toColumnMap(inspection.map);
  const time = corrections.time ?? inspection.time;
  const problem = refusal ?? inspection.problem ?? error?.message ?? null;
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(inspection.name, { path: inspection.path, kind, map, time });
      }}
    >
      <div className={styles.pair}>
        <RowKind kind={kind} onChoose={(fileKind) => setCorrections({ fileKind, map: null, time: null })} />
        <Choice
          label="Times are"
          value={time ?? 'iso'}
          options={TIMES}
          onChange={(next) => setCorrections({ ...corrections, time: next })}
        />
      </div>
      {kind && (
        <ColumnMapEditor
          kind={kind}
          columns={inspection.columns}
          map={map}
          onChange={(next) => setCorrections({ ...corrections, map: next })}
        />
      )}
      <SampleRows sample={inspection.sample} rows={inspection.rows} />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="plain" onClick={onBack}>
          Back
        </Button>
        <Button type="submit" look="main" disabled={isAdding || kind === null || inspection.problem !== null}>
          {isAdding ? 'Adding…' : addWords(inspection, kind)}
        </Button>
      </div>
    </form>
  );
}

function RowKind({ kind, onChoose }: { kind: FileKind | null; onChoose: (kind: FileKind) => void }) {
  const options = FILE_KINDS.map((value) => ({ value: value as string, name: ROW_NAMES[value] }));
  return (
    <Choice
      label="Each row is"
      value={kind ?? ''}
      options={kind ? options : [{ value: '', name: 'Choose what it is' }, ...options]}
      onChange={(value) => isFileKind(value) && onChoose(value)}
    />
  );
}

function addWords({ rows }: Inspection, kind: FileKind | null): string {
  if (rows === null || kind === null) return 'Add and read it';
  return `Add ${formatCounted(rows, FILE_KIND_NAMES[kind])}`;
}

/** Looks again whenever a correction is made; what was shown stays until the answer comes. */
function useInspection(first: Inspection, { fileKind, map, time }: Corrections) {
  const isCorrected = fileKind !== null || map !== null || time !== null;
  const { path } = first;
  const { data, error } = useQuery({
    queryKey: ['inspect', path, fileKind ?? first.fileKind, map, time],
    queryFn: ({ signal }) =>
      request(InspectPathDocument, { path, kind: 'FILE', fileKind: fileKind ?? first.fileKind, map, time }, signal),
    enabled: isCorrected,
    placeholderData: keepPreviousData,
  });
  return { inspection: data?.inspectPath ?? first, error };
}
