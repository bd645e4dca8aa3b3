import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { formatCount, formatCounted, formatInstant, type Noun, type ReaderClock } from '@weir/metrics';
import type { DeploymentsBehindQuery } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import tables from '../../ui/table.module.css';
import styles from './overview.module.css';
import { toRangeInput } from './overview-data.js';
import { MaybeLink, RowsFrame, When, type RowsProps } from './rows-frame.js';
import { DeploymentsBehindDocument } from './rows-query.js';

type DeploymentNode = DeploymentsBehindQuery['deployments']['edges'][number]['node'];

interface DeploymentRowsProps extends RowsProps {
  only: 'ALL' | 'FAILED' | 'REWORK';
}

const ONLY_WORDS = { FAILED: 'failed', REWORK: 'rework' } as const;

/** The production deployments of the range, newest first; where a figure counts some of them, those can be shown alone. */
export function DeploymentRows({ range, filter, clock, only }: DeploymentRowsProps) {
  const [isOnly, setOnly] = useState(only !== 'ALL');
  const query = useDeployments({ range, filter });
  const pages = query.data?.pages ?? [];
  const loaded = pages.flatMap(({ deployments }) => deployments.edges.map(({ node }) => node));
  const nodes = isOnly ? loaded.filter((node) => (only === 'REWORK' ? node.isRework : node.changeFailed)) : loaded;
  const all = formatCounted(pages[0]?.deployments.totalCount ?? 0, DEPLOYMENTS);
  useLookThrough(query, isOnly && pages.length < LOOK_THROUGH);
  return (
    <RowsFrame
      title={
        isOnly && only !== 'ALL'
          ? foundWords({ found: nodes.length, read: loaded.length, only, all })
          : `${all} behind it`
      }
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
            <th className={styles.wideOnly}>Changes</th>
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

function useDeployments({ range, filter }: Pick<RowsProps, 'range' | 'filter'>) {
  return useInfiniteQuery({
    queryKey: ['rows', 'deployments', range, filter],
    queryFn: ({ pageParam, signal }) =>
      request(DeploymentsBehindDocument, { range: toRangeInput(range), filter, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ deployments: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
}

/** What is looked for may be rare: some pages more are read before the reader has to ask. */
function useLookThrough(
  { hasNextPage, isFetching, isError, fetchNextPage }: ReturnType<typeof useDeployments>,
  isWanted: boolean,
) {
  const isLooking = isWanted && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (isLooking) void fetchNextPage();
  }, [isLooking, fetchNextPage]);
}

const DEPLOYMENTS: Noun = ['production deployment', 'production deployments'];
/** Pages that are read unasked for the few among them that a figure counts. */
const LOOK_THROUGH = 8;

interface Found {
  found: number;
  read: number;
  only: keyof typeof ONLY_WORDS;
  all: string;
}

/** "9 failed of 158 production deployments", or how far they have been looked through. */
function foundWords({ found, read, only, all }: Found): string {
  const count = formatCount(found);
  const isAll = all.startsWith(`${formatCount(read)} `);
  return isAll
    ? `${count} ${ONLY_WORDS[only]} of ${all}`
    : `${count} ${ONLY_WORDS[only]} in the newest ${formatCount(read)} of ${all}`;
}

function DeploymentRow({ node, clock }: { node: DeploymentNode; clock: ReaderClock }) {
  return (
    <tr>
      <td className={`${tables.left} ${tables.wrap}`}>
        <MaybeLink url={node.url}>{node.ref ?? node.sha?.slice(0, 8) ?? keyOf(node)}</MaybeLink>
        <div className={styles.rowMeta}>
          {node.service} · {node.environment}
          {node.sha && node.ref && ` · ${node.sha.slice(0, 8)}`}
        </div>
      </td>
      <td className={`${tables.left} ${tables.wrap}`}>{outcomeOf(node, clock)}</td>
      <td className={`${tables.quiet} ${styles.wideOnly}`}>{node.changes.totalCount}</td>
      <td className={tables.quiet}>
        <When at={node.finishedAt ?? node.createdAt} clock={clock} />
      </td>
    </tr>
  );
}

/** What is left to call a deployment by: the last part of its id, as `#3254` of a merge. */
function keyOf({ id }: DeploymentNode): string {
  return id.split(':').at(-1) ?? id;
}

const REASON_WORDS: Record<DeploymentNode['failureReasons'][number], string> = {
  INCIDENT: 'incident',
  ROLLBACK: 'rolled back',
  REVERT: 'reverted',
  HOTFIX: 'needed a hotfix',
  ROLLOUT: 'rollout rolled back',
};
/** First what happened, then what was done about it. */
const REASONS = Object.keys(REASON_WORDS) as DeploymentNode['failureReasons'];

function outcomeOf(node: DeploymentNode, clock: ReaderClock): string {
  if (node.status === 'FAILED') return 'Never succeeded';
  if (node.status === 'PENDING') return 'Pending';
  const reasons = REASONS.filter((reason) => node.failureReasons.includes(reason))
    .map((reason) => REASON_WORDS[reason])
    .join(', ');
  const recovered = node.recoveredAt
    ? `, recovered ${formatInstant(Date.parse(node.recoveredAt), clock)}`
    : ', still open';
  const failed = node.changeFailed ? `Failed: ${reasons}${recovered}` : '';
  return [failed, node.isRework ? 'Rework' : ''].filter(Boolean).join(' · ') || 'Fine';
}
