import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  formatCounted,
  formatDurationExact,
  formatDurationNarrow,
  formatInstant,
  formatInstantExact,
  UNKNOWN_SIGN,
  type DateRange,
  type ReaderClock,
} from '@weir/metrics';
import type { ChangesBehindQuery, DeploymentsBehindQuery, MetricFilter } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import { Button } from '../../ui/button.js';
import tables from '../../ui/table.module.css';
import styles from './overview.module.css';
import { toRangeInput } from './overview-data.js';
import { ChangesBehindDocument, DeploymentsBehindDocument } from './rows-query.js';

interface RowsProps {
  range: DateRange;
  filter: MetricFilter;
  clock: ReaderClock;
}

type ChangeNode = ChangesBehindQuery['changes']['edges'][number]['node'];
type DeploymentNode = DeploymentsBehindQuery['deployments']['edges'][number]['node'];

/** The changes that reached production in the range, newest first. */
export function ChangeRows({ range, filter, clock }: RowsProps) {
  const query = useInfiniteQuery({
    queryKey: ['rows', 'changes', range, filter],
    queryFn: ({ pageParam, signal }) =>
      request(ChangesBehindDocument, { range: toRangeInput(range), by: 'DEPLOYED', filter, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ changes: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
  const nodes = query.data?.pages.flatMap(({ changes }) => changes.edges.map(({ node }) => node)) ?? [];
  const total = query.data?.pages[0]?.changes.totalCount ?? 0;
  return (
    <RowsFrame
      title={`${formatCounted(total, ['change', 'changes'])} behind it`}
      query={query}
      isEmpty={nodes.length === 0}
    >
      <table className={tables.table}>
        <thead>
          <tr>
            <th className={tables.left}>Change</th>
            <th>Reached production</th>
            <th>Lead time</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <ChangeRow key={node.id} node={node} clock={clock} />
          ))}
        </tbody>
      </table>
    </RowsFrame>
  );
}

function ChangeRow({ node, clock }: { node: ChangeNode; clock: ReaderClock }) {
  const seconds = leadSeconds(node);
  return (
    <tr>
      <td className={`${tables.left} ${tables.wrap}`}>
        <MaybeLink url={node.url}>{node.title}</MaybeLink>
        <div className={styles.rowMeta}>
          {node.repository} · {node.number === null ? (node.mergeSha?.slice(0, 8) ?? '') : `#${node.number}`}
          {node.author && ` · ${node.author}`}
        </div>
      </td>
      <td className={tables.quiet}>
        <When at={node.deployedAt} clock={clock} />
      </td>
      <td title={seconds === null ? undefined : formatDurationExact(seconds)}>
        {seconds === null || seconds < 0 ? UNKNOWN_SIGN : formatDurationNarrow(seconds)}
      </td>
    </tr>
  );
}

/** A row's own length, by the rule of the figure: from the first commit unless it is unknown or a later rebase. */
function leadSeconds({ firstCommitAt, openedAt, mergedAt, deployedAt }: ChangeNode): number | null {
  const isRebased = firstCommitAt !== null && openedAt !== null && Date.parse(firstCommitAt) > Date.parse(openedAt);
  const start = (isRebased ? null : firstCommitAt) ?? openedAt ?? mergedAt;
  return start === null || deployedAt === null ? null : (Date.parse(deployedAt) - Date.parse(start)) / 1000;
}

interface DeploymentRowsProps extends RowsProps {
  only: 'ALL' | 'FAILED' | 'REWORK';
}

const ONLY_WORDS = { FAILED: 'failed', REWORK: 'rework' } as const;

/** The production deployments of the range, newest first; where a figure counts some of them, those can be shown alone. */
export function DeploymentRows({ range, filter, clock, only }: DeploymentRowsProps) {
  const [isOnly, setOnly] = useState(only !== 'ALL');
  const query = useInfiniteQuery({
    queryKey: ['rows', 'deployments', range, filter],
    queryFn: ({ pageParam, signal }) =>
      request(DeploymentsBehindDocument, { range: toRangeInput(range), filter, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ deployments: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
  const loaded = query.data?.pages.flatMap(({ deployments }) => deployments.edges.map(({ node }) => node)) ?? [];
  const nodes = isOnly ? loaded.filter((node) => (only === 'REWORK' ? node.isRework : node.changeFailed)) : loaded;
  const total = query.data?.pages[0]?.deployments.totalCount ?? 0;
  return (
    <RowsFrame
      title={`${formatCounted(total, ['production deployment', 'production deployments'])} behind it`}
      query={query}
      isEmpty={nodes.length === 0}
      aside={
        only !== 'ALL' && (
          <label className={styles.onlyToggle}>
            <input type="checkbox" checked={isOnly} onChange={(event) => setOnly(event.target.checked)} /> Only{' '}
            {ONLY_WORDS[only]}
          </label>
        )
      }
    >
      <table className={tables.table}>
        <thead>
          <tr>
            <th className={tables.left}>Deployment</th>
            <th className={tables.left}>Outcome</th>
            <th>Changes</th>
            <th>Finished</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <DeploymentRow key={node.id} node={node} clock={clock} />
          ))}
        </tbody>
      </table>
    </RowsFrame>
  );
}

function DeploymentRow({ node, clock }: { node: DeploymentNode; clock: ReaderClock }) {
  return (
    <tr>
      <td className={`${tables.left} ${tables.wrap}`}>
        <MaybeLink url={node.url}>{node.ref ?? node.sha?.slice(0, 8) ?? node.id}</MaybeLink>
        <div className={styles.rowMeta}>
          {node.service} · {node.environment}
          {node.sha && node.ref && ` · ${node.sha.slice(0, 8)}`}
        </div>
      </td>
      <td className={`${tables.left} ${tables.wrap}`}>{outcomeOf(node, clock)}</td>
      <td className={tables.quiet}>{node.changes.totalCount}</td>
      <td className={tables.quiet}>
        <When at={node.finishedAt ?? node.createdAt} clock={clock} />
      </td>
    </tr>
  );
}

const REASON_WORDS: Record<DeploymentNode['failureReasons'][number], string> = {
  INCIDENT: 'incident',
  ROLLBACK: 'rolled back',
  REVERT: 'reverted',
  HOTFIX: 'needed a hotfix',
  ROLLOUT: 'rollout rolled back',
};

function outcomeOf(node: DeploymentNode, clock: ReaderClock): string {
  if (node.status === 'FAILED') return 'Never succeeded';
  if (node.status === 'PENDING') return 'Pending';
  const reasons = node.failureReasons.map((reason) => REASON_WORDS[reason]).join(', ');
  const recovered = node.recoveredAt
    ? `, recovered ${formatInstant(Date.parse(node.recoveredAt), clock)}`
    : ', still open';
  const failed = node.changeFailed ? `Failed: ${reasons}${recovered}` : '';
  return [failed, node.isRework ? 'Rework' : ''].filter(Boolean).join(' · ') || 'Fine';
}

function When({ at, clock }: { at: string | null; clock: ReaderClock }) {
  if (at === null) return UNKNOWN_SIGN;
  const instant = Date.parse(at);
  return <span title={formatInstantExact(instant, clock.timeZone)}>{formatInstant(instant, clock)}</span>;
}

function MaybeLink({ url, children }: { url: string | null; children: string }) {
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
  aside?: React.ReactNode;
  children: React.ReactNode;
}

/** A list's head, its states, and the next page. */
function RowsFrame({ title, query, isEmpty, aside, children }: RowsFrameProps) {
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
