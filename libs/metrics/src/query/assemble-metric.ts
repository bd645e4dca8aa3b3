import type { MetricDeclaration } from '../catalogue/declaration.js';
import type { Basis } from '../facts.js';
import { BadQueryError } from './bad-query-error.js';
import { findBand, findFrequencyBand } from './bands.js';
import type { MetricCell } from './cells.js';
import { findEmptyReason, listLeftOut } from './empty-reason.js';
import { isOverlapping, labelGroup, toGroupKey } from './groups.js';
import type { Band, BasisCount, DateRange, MetricGroup, MetricPoint, MetricResult, MetricValue } from './query.js';
import type { ResolvedQuery, Window } from './resolved-query.js';
import { findSubjectCoverage } from './scope.js';
import { countDays, isUnfinished } from './windows.js';

type Period = MetricCell['period'];

const BASES: readonly Basis[] = ['FIRST_COMMIT', 'OPENED', 'MERGED'];

const EMPTY_CELL: Omit<MetricCell, 'period' | 'bucket' | 'group'> = {
  sampleSize: 0,
  amount: null,
  numerator: null,
  deployments: 0,
  reasons: {},
  basis: {},
  days: [],
};

/** Cells by where they belong; what no row fell into is an empty cell. */
class CellTable {
  private readonly cells = new Map<string, MetricCell>();

  constructor(cells: readonly MetricCell[]) {
    for (const cell of cells) this.cells.set(CellTable.toKey(cell.period, cell.bucket, cell.group), cell);
  }

  get(period: Period, bucket: number | null, group: string | null): MetricCell {
    const found = this.cells.get(CellTable.toKey(period, bucket, group));
    return found ?? { ...EMPTY_CELL, period, bucket, group };
  }

  listGroups(): string[] {
    const groups = [...this.cells.values()].map((cell) => cell.group).filter((group) => group !== null);
    return [...new Set(groups)];
  }

  private static toKey(period: Period, bucket: number | null, group: string | null): string {
    return JSON.stringify([period, bucket, group]);
  }
}

/** From raw counts to the answer: values, reasons, bands, series and groups. */
export function assembleMetric(query: ResolvedQuery, cells: readonly MetricCell[]): MetricResult {
  const table = new CellTable(cells);
  const { current, previous } = query;
  return {
    metric: query.metric.key,
    aggregate: query.aggregate,
    asOf: query.asOf,
    covered: current.covered,
    overall: assembleValue(query, table, null),
    series: assembleSeries(query, table, { window: current, period: 'CURRENT', group: null }),
    previousSeries:
      previous === null ? [] : assembleSeries(query, table, { window: previous, period: 'PREVIOUS', group: null }),
    groups: assembleGroups(query, table),
  };
}

/** More points than this, and an answer is too large to be written and read. */
const MAX_GROUP_POINTS = 500_000;

function checkSize(groups: number, buckets: number): void {
  if (groups * buckets <= MAX_GROUP_POINTS) return;
  throw new BadQueryError(
    'groupBy',
    `This answer would have ${groups} groups of ${buckets} buckets each: ask for a longer interval or a shorter range, or filter.`,
  );
}

function assembleGroups(query: ResolvedQuery, table: CellTable): MetricGroup[] {
  const keys = table.listGroups();
  checkSize(keys.length, query.current.buckets.length);
  const groups = keys.map((key) => ({
    key: toGroupKey(query, key),
    label: labelGroup(query, key),
    overlapping: isOverlapping(query),
    overall: assembleValue(query, table, key),
    series: assembleSeries(query, table, { window: query.current, period: 'CURRENT', group: key }),
  }));
  const shown = query.groupBy === 'AUTHOR' ? groups.filter(isNoExcludedBot) : groups;
  return shown.sort((a, b) => b.overall.sampleSize - a.overall.sampleSize || (a.key < b.key ? -1 : 1));
}

/** An author of whom nothing is counted but what was left out as a bot's: asking without bots, one does not see them. */
function isNoExcludedBot({ overall }: MetricGroup): boolean {
  const hasOther = overall.leftOut.some(({ reason }) => reason !== 'BOT');
  return overall.sampleSize > 0 || hasOther || (overall.previous ?? 0) > 0;
}

function assembleValue(query: ResolvedQuery, table: CellTable, group: string | null): MetricValue {
  const cell = table.get('CURRENT', null, group);
  const deployments = table.get('CURRENT', null, null).deployments;
  const figure = toFigure(query, { cell, covered: query.current.covered, deployments });
  const previous = findPrevious(query, table, group);
  const blended = isBlended(query, group);
  return {
    ...figure,
    numerator: toNumerator(query.metric, cell),
    leftOut: listLeftOut(cell.reasons),
    basis: listBasis(cell.basis),
    previous,
    changeRatio: findChangeRatio(figure.value, previous),
    band: blended || figure.value === null ? null : findBandOf(query, cell, figure.value),
    blended,
  };
}

function findPrevious(query: ResolvedQuery, table: CellTable, group: string | null): number | null {
  if (query.previous === null) return null;
  const cell = table.get('PREVIOUS', null, group);
  const deployments = table.get('PREVIOUS', null, null).deployments;
  return toFigure(query, { cell, covered: query.previous.covered, deployments }).value;
}

/** value ÷ previous − 1. */
export function findChangeRatio(value: number | null, previous: number | null): number | null {
  return value === null || previous === null || previous === 0 ? null : value / previous - 1;
}

interface SeriesRequest {
  window: Window;
  period: Period;
  group: string | null;
}

function assembleSeries(query: ResolvedQuery, table: CellTable, request: SeriesRequest): MetricPoint[] {
  const { window, period, group } = request;
  return window.buckets.map((bucket, index) => {
    const cell = table.get(period, index, group);
    const deployments = table.get(period, index, null).deployments;
    return {
      start: bucket.from,
      end: bucket.to,
      ...toFigure(query, { cell, covered: bucket.covered, deployments }),
      unfinished: isUnfinished(bucket, query.asOf),
    };
  });
}

interface FigureInput {
  cell: MetricCell;
  covered: DateRange | null;
  deployments: number;
}

function toFigure(query: ResolvedQuery, input: FigureInput): Pick<MetricPoint, 'value' | 'emptyReason' | 'sampleSize'> {
  const { cell, covered, deployments } = input;
  const value = covered === null ? null : computeValue(query, cell, covered);
  const { hasNoSource } = query;
  const { counting } = query.metric;
  const emptiness = { counting, hasNoSource, isCovered: covered !== null, reasons: cell.reasons, deployments };
  return { value, emptyReason: value === null ? findEmptyReason(emptiness) : null, sampleSize: cell.sampleSize };
}

function computeValue(query: ResolvedQuery, cell: MetricCell, covered: DateRange): number | null {
  switch (query.metric.counting?.measure.kind) {
    case 'COUNT':
      return cell.sampleSize;
    case 'PER_DAY':
      return hasEverDeployed(query) ? cell.sampleSize / countDays(covered) : null;
    case 'RATIO':
      return cell.sampleSize === 0 ? null : (cell.numerator ?? 0) / cell.sampleSize;
    default:
      return cell.amount;
  }
}

/** Without any known deployment ever, "none a day" would be a guess. */
function hasEverDeployed({ selection }: ResolvedQuery): boolean {
  return selection.repositories.some((repository) => repository.services.length > 0);
}

function toNumerator(metric: MetricDeclaration, cell: MetricCell): number | null {
  if (metric.counting?.measure.kind !== 'RATIO' || cell.sampleSize === 0) return null;
  return cell.numerator ?? 0;
}

function listBasis(basis: MetricCell['basis']): BasisCount[] {
  return BASES.flatMap((name) => ((basis[name] ?? 0) > 0 ? [{ basis: name, count: basis[name] ?? 0 }] : []));
}

/** A figure over several services pools them: it says so, and has no band. */
function isBlended(query: ResolvedQuery, group: string | null): boolean {
  if (query.groupBy === 'SERVICE' && group !== null) return false;
  const { repositories } = query.selection;
  const counted =
    query.groupBy === 'REPOSITORY' && group !== null
      ? repositories.filter(({ id }) => String(id) === group)
      : repositories;
  const services = new Set(counted.flatMap((repository) => repository.services));
  const wanted = query.filter.services;
  return (wanted === undefined ? [...services] : wanted.filter((service) => services.has(service))).length > 1;
}

function findBandOf(query: ResolvedQuery, cell: MetricCell, value: number): Band | null {
  const { metric, aggregate, bandRuleSet, timeZone } = query;
  const { covered } = query.current;
  if (metric.band === null || aggregate !== metric.defaultAggregate || covered === null) return null;
  if (metric.band === 'FREQUENCY') return findFrequencyBand({ covered, timeZone, days: cell.days }, bandRuleSet);
  if (metric.band === 'FAIL_RATE' && !hasIncidentSource(query)) return null;
  return findBand(metric.band, value, bandRuleSet);
}

function hasIncidentSource({ selection }: ResolvedQuery): boolean {
  return selection.repositories.some((repository) => findSubjectCoverage(repository, 'INCIDENTS') !== null);
}
