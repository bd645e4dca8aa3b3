import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DateRange, MetricKey } from '@weir/metrics';
import type {
  FigureFragment as FigureData,
  MetricFilter,
  OverviewQuery,
  OverviewQueryVariables,
  PointFragment as PointData,
  StreamFragment as StreamData,
} from '../../graphql/generated/graphql.js';
import { readFragment } from '../../graphql/generated/index.js';
import { request } from '../../graphql/request.js';
import { rangeBefore, type ResolvedRange } from '../filters/resolve-range.js';
import type { Filters } from '../filters/use-filters.js';
import { useSession } from '../session/session.js';
import { FigureFragment, OverviewDocument, PointFragment, StreamFragment } from './overview-query.js';

/** The five figures of the page, in its order, and two that stand in where the value stream is empty. */
export const DORA_KEYS = [
  'CHANGE_LEAD_TIME',
  'DEPLOYMENT_FREQUENCY',
  'CHANGE_FAIL_RATE',
  'FAILED_DEPLOYMENT_RECOVERY_TIME',
  'DEPLOYMENT_REWORK_RATE',
] as const satisfies readonly MetricKey[];
const STAND_IN_KEYS = ['CYCLE_TIME', 'DEPLOY_TIME'] as const satisfies readonly MetricKey[];

export type DoraKey = (typeof DORA_KEYS)[number];
type AskedKey = DoraKey | (typeof STAND_IN_KEYS)[number];
const ASKED: readonly AskedKey[] = [...DORA_KEYS, ...STAND_IN_KEYS];

/** A figure with its points unwrapped. */
export interface Figure extends Omit<FigureData, 'series' | 'previousSeries' | ' $fragmentName'> {
  series: readonly PointData[];
  previousSeries: readonly PointData[];
}

/** A figure, or why there is none; one that fails leaves the others standing. */
export type FigureOutcome = { figure: Figure; failure: null } | { figure: null; failure: string };

export interface OverviewData {
  figures: Record<AskedKey, FigureOutcome>;
  stream: StreamData;
  streamBefore: StreamData | null;
}

/** All of the Overview's numbers in one request; the old ones stay until the new ones come. */
export function useOverview({ resolved, filter, isComparing }: Filters) {
  const { workspace } = useSession();
  const variables = toVariables({ resolved, filter, isComparing, timeZone: workspace.timeZone });
  return useQuery({
    queryKey: ['overview', variables],
    queryFn: async ({ signal }) => toOverviewData(await request(OverviewDocument, variables, signal)),
    placeholderData: keepPreviousData,
    enabled: workspace.hasSources,
  });
}

interface VariablesInput {
  resolved: ResolvedRange;
  filter: MetricFilter;
  isComparing: boolean;
  timeZone: string;
}

function toVariables({ resolved, filter, isComparing, timeZone }: VariablesInput): OverviewQueryVariables {
  const range = toRangeInput(resolved.range);
  return {
    queries: ASKED.map((metric) => ({
      metric,
      range,
      filter,
      timeZone,
      interval: resolved.interval,
      compareToPrevious: isComparing,
    })),
    range,
    before: toRangeInput(rangeBefore(resolved.range)),
    filter,
    compare: isComparing,
  };
}

export function toRangeInput({ from, to }: DateRange): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function toOverviewData({ metrics, valueStream, before }: OverviewQuery): OverviewData {
  const outcomes = ASKED.map((key, index) => [key, toOutcome(metrics[index])] as const);
  return {
    figures: Object.fromEntries(outcomes) as Record<AskedKey, FigureOutcome>,
    stream: readFragment(StreamFragment, valueStream),
    streamBefore: before ? readFragment(StreamFragment, before) : null,
  };
}

function toOutcome(metric: OverviewQuery['metrics'][number] | undefined): FigureOutcome {
  if (metric?.__typename !== 'MetricResult')
    return { figure: null, failure: metric?.message ?? 'Weir did not answer.' };
  const data = readFragment(FigureFragment, metric);
  const points = (series: typeof data.series) => series.map((point) => readFragment(PointFragment, point));
  return {
    figure: { ...data, series: points(data.series), previousSeries: points(data.previousSeries) },
    failure: null,
  };
}
