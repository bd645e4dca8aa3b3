import { useQuery } from '@tanstack/react-query';
import { formatCount, formatDuration, formatInstant, UNKNOWN_SIGN, type ReaderClock } from '@weir/metrics';
import type { SyncFragment as Sync } from '../../graphql/generated/graphql.js';
import { readFragment } from '../../graphql/generated/index.js';
import { request } from '../../graphql/request.js';
import tables from '../../ui/table.module.css';
import { useClock } from '../session/use-clock.js';
import type { SourceRow } from './sources.js';
import styles from './sources.module.css';
import { SourceHistoryDocument, SyncFragment } from './sources-query.js';
import { outcomeWords } from './sync-words.js';

/** Past syncs newest first, and the rows the last one could not read, by line. */
export function SyncHistory({ source }: { source: SourceRow }) {
  const clock = useClock();
  const { data, error } = useQuery({
    queryKey: ['history'],
    queryFn: ({ signal }) => request(SourceHistoryDocument, {}, signal),
  });
  if (error) return <p className={styles.failure}>{error.message}</p>;
  const masked = data?.sources.find(({ id }) => id === source.id)?.syncs ?? [];
  const syncs = masked.map((sync) => readFragment(SyncFragment, sync));
  return (
    <div className={styles.details}>
      {source.sync.rejectedRows.length > 0 && <RejectedRows sync={source.sync} />}
      <h3>Syncs, newest first</h3>
      <div className={tables.scroll}>
        <table className={tables.table}>
          <caption className="visually-hidden">Syncs of {source.name}</caption>
          <thead>
            <tr>
              <th className={tables.left}>Started</th>
              <th className={tables.left}>Outcome</th>
              <th>Took</th>
              <th>Requests</th>
              <th>Records</th>
            </tr>
          </thead>
          <tbody>
            {syncs.map((sync, index) => (
              <SyncRow key={sync.startedAt ?? index} sync={sync} clock={clock} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function SyncRow({ sync, clock }: { sync: Sync; clock: ReaderClock }) {
  const { startedAt, finishedAt } = sync;
  const seconds = startedAt && finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : null;
  const failure = sync.state === 'FAILED' && sync.message ? `: ${sync.message}` : '';
  return (
    <tr>
      <td className={tables.left}>{startedAt ? formatInstant(Date.parse(startedAt), clock) : UNKNOWN_SIGN}</td>
      <td className={`${tables.left} ${tables.wrap}`}>
        {outcomeWords(sync)}
        {failure}
      </td>
      <td>{seconds === null ? UNKNOWN_SIGN : formatDuration(seconds)}</td>
      <td>{formatCount(sync.requests)}</td>
      <td>{formatCount(sync.records)}</td>
    </tr>
  );
}

function RejectedRows({ sync: { rejected, rejectedRows } }: { sync: Sync }) {
  return (
    <>
      <h3>
        {rejected > rejectedRows.length
          ? `The first ${formatCount(rejectedRows.length)} of ${formatCount(rejected)} rows that could not be read`
          : `Rows that could not be read`}
      </h3>
      <div className={tables.scroll}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th className={tables.left}>File</th>
              <th>Line</th>
              <th className={tables.left}>Column</th>
              <th className={tables.left}>Why</th>
            </tr>
          </thead>
          <tbody>
            {rejectedRows.map((row) => (
              <tr key={`${row.file}:${row.line}:${row.column}`}>
                <td className={tables.left}>{row.file.split('/').at(-1)}</td>
                <td>{formatCount(row.line)}</td>
                <td className={tables.left}>{row.column ?? UNKNOWN_SIGN}</td>
                <td className={`${tables.left} ${tables.wrap}`}>{row.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
