import type { ReactNode } from 'react';
import { formatInstant, formatInstantExact, UNKNOWN_SIGN, type DateRange, type ReaderClock } from '@weir/metrics';
import type { MetricFilter } from '../../graphql/generated/graphql.js';
import { Button } from '../../ui/button.js';
import tables from '../../ui/table.module.css';
import styles from './overview.module.css';

export interface RowsProps {
  range: DateRange;
  filter: MetricFilter;
  clock: ReaderClock;
}

/** An instant, its zone on hover. */
export function When({ at, clock }: { at: string | null; clock: ReaderClock }) {
  if (at === null) return UNKNOWN_SIGN;
  const instant = Date.parse(at);
  return <span title={formatInstantExact(instant, clock.timeZone)}>{formatInstant(instant, clock)}</span>;
}

/** A link where the address is one a browser may open. */
export function MaybeLink({ url, children }: { url: string | null; children: string }) {
  if (!url || !/^https?:\/\//.test(url)) return <span>{children}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

interface RowsFrameProps {
  title: string;
  query: {
    isPending: boolean;
    error: Error | null;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
    refetch: () => unknown;
  };
  isEmpty: boolean;
  aside?: ReactNode;
  children: ReactNode;
}

/** A list's head, its states, and the next page. */
export function RowsFrame({ title, query, isEmpty, aside, children }: RowsFrameProps) {
  if (query.isPending) return <p className={styles.rowsNote}>Reading the list…</p>;
  if (query.error) {
    return (
      <p className={styles.rowsNote} role="alert">
        {query.error.message} <Button onClick={() => query.refetch()}>Try again</Button>
      </p>
    );
  }
  return (
    <section className={styles.rows}>
      <header className={styles.rowsHead}>
        <h3>{title}</h3>
        {aside}
      </header>
      {isEmpty && !query.hasNextPage ? (
        <p className={styles.rowsNote}>None in these days.</p>
      ) : (
        <div className={tables.scroll}>{children}</div>
      )}
      {query.hasNextPage && (
        <Button disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}
