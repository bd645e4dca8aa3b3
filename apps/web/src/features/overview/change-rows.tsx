import { useInfiniteQuery } from '@tanstack/react-query';
import {
  formatCounted,
  formatDurationExact,
  formatDurationNarrow,
  UNKNOWN_SIGN,
  type ReaderClock,
} from '@weir/metrics';
import type { ChangesBehindQuery } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import tables from '../../ui/table.module.css';
import styles from './overview.module.css';
import { toRangeInput } from './overview-data.js';
import { MaybeLink, RowsFrame, When, type RowsProps } from './rows-frame.js';
import { ChangesBehindDocument } from './rows-query.js';

type ChangeNode = ChangesBehindQuery['changes']['edges'][number]['node'];

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
