import { type Counting, countMergedChanges } from '../catalogue/declaration.js';
import type { Stage } from '../facts.js';
import { BadQueryError } from './bad-query-error.js';
import type { Interval, ValueStreamQuery } from './query.js';
import { type QueryContext, selectRepositories } from './query-context.js';
import { checkRange, checkTimeZone, dropEmptyParts } from './resolve-query.js';
import type { ResolvedQuery } from './resolved-query.js';
import { findCoverage } from './scope.js';
import { layOutWindow, shiftBack } from './windows.js';

const STAGES: readonly Stage[] = ['CODING', 'PICKUP', 'REVIEW', 'MERGE', 'DEPLOY', 'RELEASE'];

/** The stages with which a cohort can end. */
export type LastStage = 'MERGE' | 'DEPLOY' | 'RELEASE';

/** How a cohort is counted: by the end of its last stage. */
const COHORTS: Record<LastStage, Counting> = {
  MERGE: countMergedChanges({ kind: 'DURATION', duration: 'merge', basis: null }, { alsoReads: ['REVIEWS'] }),
  DEPLOY: countMergedChanges(
    { kind: 'DURATION', duration: 'deploy', basis: null },
    {
      placedAt: ['deployedAt', 'mergedAt'],
      deliveredDuration: 'deploySeconds',
      needs: ['CHANGES', 'DEPLOYMENTS'],
      alsoReads: ['REVIEWS'],
    },
  ),
  RELEASE: countMergedChanges(
    { kind: 'DURATION', duration: 'release', basis: null },
    { placedAt: ['releasedAt'], alsoReads: ['REVIEWS'], noneReason: 'NO_SOURCE' },
  ),
};

/** A value stream query without open questions. */
export interface ResolvedValueStream extends Pick<
  ResolvedQuery,
  'filter' | 'selection' | 'asOf' | 'hasNoSource' | 'current' | 'previous' | 'timeZone' | 'interval'
> {
  upTo: LastStage;
  counting: Counting;
}

/** What a series asks beyond the value stream itself. */
export interface SeriesOptions {
  interval: Interval;
  timeZone: string;
}

/** A value stream query without open questions, or a `BadQueryError`. A series has buckets and no period before. */
export function resolveValueStream(
  query: ValueStreamQuery,
  context: QueryContext,
  series: SeriesOptions | null,
): ResolvedValueStream {
  checkRange(query.range);
  const timeZone = series?.timeZone ?? 'UTC';
  const interval = series?.interval ?? null;
  checkTimeZone(timeZone);
  const filter = dropEmptyParts(query.filter ?? {});
  const selection = selectRepositories(filter, context);
  const upTo = chooseLastStage(query.upTo, selection);
  const counting = COHORTS[upTo];
  const coverage = findCoverage(selection.repositories, counting.needs, counting.alsoReads);
  const asOf = Math.min(context.now, coverage?.to ?? context.now);
  const known = coverage && { from: coverage.from, to: asOf };
  const window = { interval, timeZone, known };
  return {
    upTo,
    counting,
    filter,
    selection,
    asOf,
    hasNoSource: known === null,
    current: layOutWindow({ ...window, range: query.range }),
    previous: series === null ? layOutWindow({ ...window, range: shiftBack(query.range) }) : null,
    timeZone,
    interval,
  };
}

function chooseLastStage(asked: Stage | undefined | null, { repositories }: ResolvedQuery['selection']): LastStage {
  if (asked === undefined || asked === null) {
    return repositories.some(({ isDeployed }) => isDeployed) ? 'DEPLOY' : 'MERGE';
  }
  if (asked === 'MERGE' || asked === 'DEPLOY' || asked === 'RELEASE') return asked;
  throw new BadQueryError('upTo', `A value stream ends with MERGE, DEPLOY or RELEASE, not with ${asked}.`);
}

/** The stages of a cohort, first to last. */
export function listStages(upTo: LastStage): Stage[] {
  return STAGES.slice(0, STAGES.indexOf(upTo) + 1);
}
