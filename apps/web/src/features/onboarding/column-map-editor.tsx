import { Choice } from '../../ui/field.js';
import { FILE_FIELDS, fieldName, type FileKind } from './fields.js';
import styles from './onboarding.module.css';

interface ColumnMapEditorProps {
  kind: FileKind;
  columns: readonly string[];
  /** Field → column. */
  map: Record<string, string>;
  onChange: (map: Record<string, string>) => void;
}

/** Column by column: which field it fills, as guessed until changed. A field is filled by one column. */
export function ColumnMapEditor({ kind, columns, map, onChange }: ColumnMapEditorProps) {
  const fieldOf = new Map(Object.entries(map).map(([field, column]) => [column, field]));
  const options = [
    { value: '', name: 'Not used' },
    ...FILE_FIELDS[kind].map((field) => ({ value: field, name: fieldName(field) })),
  ];
  const change = (column: string, field: string) => {
    const rest = Object.entries(map).filter(([known, from]) => known !== field && from !== column);
    onChange(Object.fromEntries(field === '' ? rest : [...rest, [field, column]]));
  };
  return (
    <fieldset className={styles.map}>
      <legend>Columns</legend>
      {columns.map((column) => (
        <div key={column} className={styles.mapRow}>
          <code>{column}</code>
          <Choice
            label={`What ${column} is`}
            isLabelHidden
            value={fieldOf.get(column) ?? ''}
            options={options}
            onChange={(field) => change(column, field)}
          />
        </div>
      ))}
    </fieldset>
  );
}
