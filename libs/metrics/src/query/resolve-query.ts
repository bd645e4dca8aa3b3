import type { MetricDeclaration } from '../catalogue/declaration.js';
import { findMetric } from '../catalogue/metrics.js';
import { BadQueryError } from './bad-query-error.js';
import { isTimeZone } from './calendar-buckets.js';
import type { BandRuleSet, DateRange, Dimension, MetricFilter, MetricQuery } from './query.js';
import { isFiltering, type QueryContext, selectRepositories } from './query-context.js';
import type { ResolvedQuery } from './resolved-query.js';
import { findCoverage } from './scope.js';
import { layOutWindow, shiftBack } from './windows.js';

interface Draft extends ResolvedQuery {
  query: MetricQuery;
  context: QueryContext;
  /** What is known of the selection, up to `asOf`. */
  known: DateRange | null;
}

type Step = (draft: Draft) => Draft;

const DEFAULT_TIME_ZONE = 'UTC';
const DEFAULT_BANDS: BandRuleSet = 'DORA_2024';

/** Latest instant a range may name: the end of the year 9999. */
const LATEST_INSTANT = 253_402_300_799_999;

function requireRange(draft: Draft): Draft {
  checkRange(draft.query.range);
  return draft;
}

/** Throws when a range is empty, backwards or no time at all. */
export function checkRange({ from, to }: DateRange): void {
  for (const [name, at] of Object.entries({ from, to })) {
    const isTime = Number.isFinite(at) && Math.abs(at) <= LATEST_INSTANT;
    if (!isTime) throw new BadQueryError(`range.${name}`, `range.${name} is not a point in time.`);
  }
  if (from < to) return;
  const [start, end] = [from, to].map((at) => new Date(at).toISOString());
  throw new BadQueryError('range', `The range ends at ${end}, which is not after its start ${start}.`);
}

function requireTimeZone(draft: Draft): Draft {
  checkTimeZone(draft.timeZone);
  return draft;
}

/** Throws when a name is no time zone. */
export function checkTimeZone(timeZone: string): void {
  if (isTimeZone(timeZone)) return;
  throw new BadQueryError('timeZone', `"${timeZone}" is no IANA time zone; one is for example "Europe/Oslo" or "UTC".`);
}

function chooseAggregate(draft: Draft): Draft {
  const { metric, query } = draft;
  const aggregate = query.aggregate ?? metric.defaultAggregate;
  if (metric.aggregates.includes(aggregate)) return { ...draft, aggregate };
  throw new BadQueryError(
    'aggregate',
    `${metric.key} has no ${aggregate}; it takes ${metric.aggregates.join(', ')} (${metric.defaultAggregate} unless asked).`,
  );
}

function requireDimension(draft: Draft): Draft {
  const { metric, groupBy } = draft;
  if (groupBy === null || metric.dimensions.includes(groupBy)) return draft;
  throw new BadQueryError(
    'groupBy',
    `${metric.key} cannot be grouped by ${groupBy}; it takes ${metric.dimensions.join(', ')}.`,
  );
}

const FILTER_DIMENSIONS: [keyof MetricFilter, Dimension][] = [
  ['repositories', 'REPOSITORY'],
  ['teams', 'TEAM'],
  ['services', 'SERVICE'],
  ['environments', 'ENVIRONMENT'],
  ['authors', 'AUTHOR'],
  ['labels', 'LABEL'],
  ['rollouts', 'ROLLOUT'],
  ['changeTypes', 'CHANGE_TYPE'],
  ['aiAssisted', 'AI_ASSISTED'],
];

function requireFilters(draft: Draft): Draft {
  checkFilter(draft.metric, draft.filter);
  return draft;
}

function checkFilter(metric: MetricDeclaration, filter: MetricFilter): void {
  for (const [name, dimension] of FILTER_DIMENSIONS) {
    const asked = filter[name];
    const isAsked = Array.isArray(asked) ? asked.length > 0 : asked !== undefined && asked !== null;
    if (!isAsked || metric.dimensions.includes(dimension)) continue;
    throw new BadQueryError(`filter.${name}`, `${metric.key} cannot be filtered by ${name}: it has no such dimension.`);
  }
}

function selectWhatIsVisible(draft: Draft): Draft {
  return { ...draft, selection: selectRepositories(draft.filter, draft.context) };
}

function clipToCoverage(draft: Draft): Draft {
  const { metric, selection, context } = draft;
  const { counting } = metric;
  const known = counting === null ? null : findCoverage(selection.repositories, counting.needs, counting.alsoReads);
  const asOf = Math.min(context.now, known?.to ?? context.now);
  return { ...draft, asOf, hasNoSource: known === null, known: known && { from: known.from, to: asOf } };
}

function layOutBuckets(draft: Draft): Draft {
  const { query, interval, timeZone, known } = draft;
  return { ...draft, current: layOutWindow({ range: query.range, interval, timeZone, known }) };
}

/** The period before is the same query with a shifted window. */
function shiftToPrevious(draft: Draft): Draft {
  const { query, interval, timeZone, known } = draft;
  if (query.compareToPrevious === false) return draft;
  return { ...draft, previous: layOutWindow({ range: shiftBack(query.range), interval, timeZone, known }) };
}

/**
 * The way from what a client asks to what is computed: refuse what has no meaning (range, zone, aggregate, dimension,
 * filter), then select repositories, clip to what is known, lay out the buckets, and shift to the period before.
 */
const STEPS: readonly Step[] = [
  requireRange,
  requireTimeZone,
  chooseAggregate,
  requireDimension,
  requireFilters,
  selectWhatIsVisible,
  clipToCoverage,
  layOutBuckets,
  shiftToPrevious,
];

/** A query without open questions, or a `BadQueryError`. */
export function resolveQuery(query: MetricQuery, context: QueryContext): ResolvedQuery {
  const metric = findMetric(query.metric);
  if (metric === null) throw new BadQueryError('metric', `There is no metric "${query.metric}".`);
  const draft: Draft = { ...startDraft(metric, query, context), query, context, known: null };
  const { query: _query, context: _context, known: _known, ...resolved } = STEPS.reduce((d, step) => step(d), draft);
  return resolved;
}

function startDraft(metric: MetricDeclaration, query: MetricQuery, context: QueryContext): ResolvedQuery {
  return {
    metric,
    aggregate: metric.defaultAggregate,
    interval: query.interval ?? null,
    timeZone: query.timeZone ?? DEFAULT_TIME_ZONE,
    groupBy: query.groupBy ?? null,
    filter: dropEmptyParts(query.filter ?? {}),
    bandRuleSet: query.bandRuleSet ?? DEFAULT_BANDS,
    selection: { repositories: [], isEverything: false, withUnassigned: false },
    asOf: context.now,
    hasNoSource: true,
    current: { range: query.range, covered: null, buckets: [] },
    previous: null,
  };
}

/** GraphQL sends null for what was left out, and an empty list does not filter. */
export function dropEmptyParts(filter: MetricFilter): MetricFilter {
  const asked = Object.entries(filter).filter(([, part]) =>
    Array.isArray(part) ? isFiltering(part) : part !== null && part !== undefined,
  );
  return Object.fromEntries(asked) as MetricFilter;
}
