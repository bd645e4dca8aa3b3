import { useInfiniteQuery } from '@tanstack/react-query';
import { formatCounted, formatDurationExact, formatDurationNarrow, type ReaderClock } from '@weir/metrics';
import type { IncidentsBehindQuery } from '../../graphql/generated/graphql.js';
import { request } from '../../graphql/request.js';
import tables from '../../ui/table.module.css';
import styles from './overview.module.css';
import { toRangeInput } from './overview-data.js';
import { MaybeLink, RowsFrame, When, type RowsProps } from './rows-frame.js';
import { IncidentsBehindDocument } from './rows-query.js';

type IncidentNode = IncidentsBehindQuery['incidents']['edges'][number]['node'];

/** The incidents that began in the range, newest first, and the deployment each is put down to. */
export function IncidentRows({ range, filter, clock }: RowsProps) {
  const query = useInfiniteQuery({
    queryKey: ['rows', 'incidents', range, filter],
    queryFn: ({ pageParam, signal }) =>
      request(IncidentsBehindDocument, { range: toRangeInput(range), filter, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ incidents: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
  const nodes = query.data?.pages.flatMap(({ incidents }) => incidents.edges.map(({ node }) => node)) ?? [];
  const total = query.data?.pages[0]?.incidents.totalCount ?? 0;
  return (
    <RowsFrame title={formatCounted(total, ['incident', 'incidents'])} query={query} isEmpty={nodes.length === 0}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th className={tables.left}>Incident</th>
            <th className={tables.left}>Put down to</th>
            <th>Began</th>
            <th>Lasted</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <IncidentRow key={node.id} node={node} clock={clock} />
          ))}
        </tbody>
      </table>
    </RowsFrame>
  );
}

const ATTRIBUTION_WORDS: Record<IncidentNode['attribution'], string> = {
  EXPLICIT: 'stated',
  MANUAL: 'by hand',
  TIME: 'by time',
  NONE: 'no deployment',
};

function IncidentRow({ node, clock }: { node: IncidentNode; clock: ReaderClock }) {
  const { deployment, startedAt, resolvedAt } = node;
  const seconds = resolvedAt === null ? null : (Date.parse(resolvedAt) - Date.parse(startedAt)) / 1000;
  return (
    <tr>
      <td className={`${tables.left} ${tables.wrap}`}>
        <MaybeLink url={node.url}>{node.title}</MaybeLink>
        <div className={styles.rowMeta}>{[node.service, node.severity].filter(Boolean).join(' · ')}</div>
      </td>
      <td className={`${tables.left} ${tables.wrap}`}>
        {deployment && `${deployment.ref ?? deployment.sha?.slice(0, 8) ?? deployment.id}, `}
        {ATTRIBUTION_WORDS[node.attribution]}
      </td>
      <td className={tables.quiet}>
        <When at={startedAt} clock={clock} />
      </td>
      <td title={seconds === null ? undefined : formatDurationExact(seconds)}>
        {seconds === null ? 'open' : formatDurationNarrow(seconds)}
      </td>
    </tr>
  );
}
