import {
  assembleMetric,
  assembleValueStream,
  assembleValueStreamSeries,
  BadQueryError,
  type HistogramBin,
  type Instant,
  type MetricQuery,
  type MetricResult,
  type QueryContext,
  type RepositoryScope,
  type ResolvedQuery,
  type ResolvedValueStream,
  resolveQuery,
  resolveValueStream,
  type SeriesOptions,
  type ValueStream,
  type ValueStreamPoint,
  type ValueStreamQuery,
  type VisibleRepositories,
} from '@weir/metrics';
import {
  readHistogram,
  readInProgress,
  readMetric,
  readScope,
  readDelivered,
  readValueStream,
  type SqlRunner,
} from '@weir/store';
import { FigureCache } from './figure-cache.js';

/** Why one of several queries has no answer; the others have theirs. */
export interface MetricFailure {
  code: string;
  message: string;
}

export type MetricOutcome = MetricResult | MetricFailure;

type Delivered = Awaited<ReturnType<typeof readDelivered>>;

/** Of a repository that appeared since. */
const NEVER_DELIVERED = { services: [], isDeployed: false };

const MAX_BINS = 200;

/** True for the outcome of a query that failed. */
export function isMetricFailure(outcome: MetricOutcome): outcome is MetricFailure {
  return 'code' in outcome;
}

/**
 * The one door for numbers: whoever shows a figure asks here. Answers are kept by what was asked, what the asker may see
 * and how those facts stood, so an answer that is kept is never out of date.
 */
export class MetricQueries {
  private readonly cache = new FigureCache();
  private delivered: { key: string; byRepository: Delivered } | null = null;

  constructor(
    private readonly database: SqlRunner,
    /** Told of what went wrong in one of several queries; the asker only learns that it did. */
    private readonly report: (error: unknown) => void = () => undefined,
  ) {}

  /** One metric; a `BadQueryError` says what has no meaning. */
  async run(query: MetricQuery, visible: VisibleRepositories, now: Instant): Promise<MetricResult> {
    return this.runIn(query, await this.readContext(visible, now));
  }

  /** Several metrics against one state of what is known. A query that fails does not fail its neighbours. */
  async runAll(queries: readonly MetricQuery[], visible: VisibleRepositories, now: Instant): Promise<MetricOutcome[]> {
    const context = await this.readContext(visible, now);
    return Promise.all(
      queries.map((query) => this.runIn(query, context).catch((error: unknown) => this.toFailure(error))),
    );
  }

  /** Where the time of a cohort goes, compared with the period before. */
  async valueStream(query: ValueStreamQuery, visible: VisibleRepositories, now: Instant): Promise<ValueStream> {
    const resolved = resolveValueStream(query, await this.readContext(visible, now), null);
    return this.cache.get(['valueStream', toKey(resolved)], async () => {
      const [cells, inProgress] = await Promise.all([
        readValueStream(this.database, resolved),
        readInProgress(this.database, resolved),
      ]);
      return assembleValueStream(resolved, cells, inProgress);
    });
  }

  /** The cohort of each bucket of a range. */
  async valueStreamSeries(
    query: ValueStreamQuery & SeriesOptions,
    visible: VisibleRepositories,
    now: Instant,
  ): Promise<ValueStreamPoint[]> {
    const { interval, timeZone } = query;
    const resolved = resolveValueStream(query, await this.readContext(visible, now), { interval, timeZone });
    return this.cache.get(
      ['valueStreamSeries', toKey(resolved)],
      async () => assembleValueStreamSeries(resolved, await readValueStream(this.database, resolved)),
      (points) => points.length * (1 + (points[0]?.stages.length ?? 0)),
    );
  }

  /** How the values behind a duration or size are spread. */
  async histogram(
    query: MetricQuery & { bins?: number },
    visible: VisibleRepositories,
    now: Instant,
  ): Promise<HistogramBin[]> {
    const { bins = 30, ...asked } = query;
    checkBins(bins);
    const plain = { ...asked, interval: undefined, groupBy: undefined, compareToPrevious: false };
    const resolved = resolveQuery(plain, await this.readContext(visible, now));
    checkHasValues(resolved);
    return this.cache.get(['histogram', toKey(resolved), bins], () => readHistogram(this.database, resolved, bins));
  }

  private async runIn(query: MetricQuery, context: QueryContext): Promise<MetricResult> {
    const resolved = resolveQuery(query, context);
    return this.cache.get(
      ['metric', toKey(resolved)],
      async () => assembleMetric(resolved, await readMetric(this.database, resolved)),
      ({ series, groups }) => (1 + groups.length) * (1 + series.length),
    );
  }

  private toFailure(error: unknown): MetricFailure {
    if (error instanceof BadQueryError) return { code: error.code, message: error.message };
    this.report(error);
    return { code: 'INTERNAL', message: 'This figure could not be computed; the server log says why.' };
  }

  private async readContext(visible: VisibleRepositories, now: Instant): Promise<QueryContext> {
    const scope = await readScope(this.database);
    const delivered = await this.findDelivered(scope.map(({ id, revision }) => `${id}:${revision}`).join());
    const repositories: RepositoryScope[] = scope.map((repository) => ({
      ...repository,
      ...(delivered.get(repository.id) ?? NEVER_DELIVERED),
    }));
    return { repositories, visible, now };
  }

  /** Read again only when some repository has a new revision. */
  private async findDelivered(key: string): Promise<Delivered> {
    if (this.delivered?.key !== key) this.delivered = { key, byRepository: await readDelivered(this.database) };
    return this.delivered.byRepository;
  }
}

function checkBins(bins: number): void {
  if (Number.isInteger(bins) && bins >= 1 && bins <= MAX_BINS) return;
  throw new BadQueryError('bins', `A histogram has 1 to ${MAX_BINS} bins, not ${bins}.`);
}

function checkHasValues({ metric }: ResolvedQuery): void {
  if (metric.unit === 'SECONDS' || metric.unit === 'LINES') return;
  throw new BadQueryError('metric', `${metric.key} has no value per change, so nothing to spread over a histogram.`);
}

/** What a figure depends on: the query with its coverage and buckets, and the state of the repositories it may see. */
function toKey(resolved: ResolvedQuery | ResolvedValueStream): unknown {
  const { selection, ...rest } = resolved;
  const repositories = selection.repositories.map(({ id, revision }) => `${id}:${revision}`);
  const metric = 'metric' in rest ? rest.metric.key : null;
  return { ...rest, metric, counting: null, repositories, withUnassigned: selection.withUnassigned };
}
