import type { FailureReason, Outcome } from '../../facts.js';
import type { Instant } from '../../records.js';
import type { DerivationRules } from '../../rules.js';
import type { Revert } from '../changes/reverts.js';
import type { LinkedIncident } from '../incidents/link-incidents.js';
import type { Hotfix } from './hotfixes.js';
import type { Level } from './level.js';

/** What a successful deployment or release that nothing speaks against is. */
export const NO_FAILURE: Outcome = {
  failed: false,
  failureReasons: [],
  isRework: false,
  failureStartAt: null,
  recoveredAt: null,
};

export interface JudgeContext {
  rules: DerivationRules;
  reverts: Revert[];
  hotfixes: Hotfix[];
}

/** What is known against one unit, and what remedied it. */
interface Verdict {
  reasons: Set<FailureReason>;
  /** Units that remedied it. */
  remedies: Set<number>;
  incidents: Set<LinkedIncident>;
}

/** Judges every unit of a level: failed and why, rework, start and end of the recovery. */
export function computeOutcomes(level: Level, context: JudgeContext): Outcome[] {
  const verdicts = level.sequence.map((_, unit): Verdict => {
    const incidents = level.incidents[unit] ?? [];
    return {
      reasons: new Set(incidents.length > 0 ? ['INCIDENT'] : []),
      remedies: new Set(),
      incidents: new Set(incidents),
    };
  });
  judgeRollbacks(level, verdicts);
  judgeReverts(level, verdicts, context);
  judgeHotfixes(level, verdicts, context);
  addNamedRemedies(level, verdicts);
  return toOutcomes(level, verdicts, context.rules);
}

function judgeRollbacks({ rollbacks }: Level, verdicts: Verdict[]): void {
  const isPassed = new Set<number>();
  for (const { past, blamed, at } of rollbacks) {
    for (const unit of blamed) verdicts[unit]?.reasons.add('ROLLBACK');
    // Only the first rollback past a unit remedies it.
    for (const unit of past) if (!isPassed.has(unit)) verdicts[unit]?.remedies.add(at);
    past.forEach((unit) => isPassed.add(unit));
  }
}

function judgeReverts(level: Level, verdicts: Verdict[], { reverts, rules }: JudgeContext): void {
  const revertersOf = new Map<number, number[]>();
  for (const { original, by } of reverts) revertersOf.set(original, [...(revertersOf.get(original) ?? []), by]);
  for (const { original, by } of reverts) {
    const unit = level.unitOfChange.get(original);
    const remedy = level.unitOfChange.get(by);
    if (unit === undefined || remedy === undefined || remedy <= unit) continue;
    if (!isWithin(level, [unit, remedy], rules.revertWindowSeconds)) continue;
    if (isTakenBack(by, remedy, { level, revertersOf }, new Set())) continue;
    verdicts[unit]?.reasons.add('REVERT');
    verdicts[unit]?.remedies.add(remedy);
  }
}

interface RevertChain {
  level: Level;
  revertersOf: Map<number, number[]>;
}

/** A revert that is itself reverted in the same unit does nothing, unless that one is taken back there too. */
function isTakenBack(change: number, unit: number, chain: RevertChain, seen: Set<number>): boolean {
  if (seen.has(change)) return false;
  seen.add(change);
  const reverters = (chain.revertersOf.get(change) ?? []).filter((by) => chain.level.unitOfChange.get(by) === unit);
  return reverters.some((by) => !isTakenBack(by, unit, chain, seen));
}

function isWithin({ sequence }: Level, [from, to]: [number, number], windowSeconds: number): boolean {
  const elapsed = (sequence[to]?.finishedAt ?? Infinity) - (sequence[from]?.finishedAt ?? 0);
  return elapsed <= windowSeconds * 1000;
}

/**
 * A hotfix fails the unit before its own when its incident is attributed to that unit, or (not by hand) to none and began
 * after it. It remedies whichever unit its incident is attributed to.
 */
function judgeHotfixes(level: Level, verdicts: Verdict[], { hotfixes, rules }: JudgeContext): void {
  for (const { change, incidents } of hotfixes) {
    const remedy = level.unitOfChange.get(change);
    if (remedy === undefined) continue;
    for (const incident of incidents.filter((candidate) => isOfService(candidate, level.service))) {
      const unit = findFixedUnit(level, incident, remedy);
      if (unit === null || unit >= remedy) continue;
      verdicts[unit]?.remedies.add(remedy);
      if (unit !== remedy - 1 || !isWithin(level, [unit, remedy], rules.hotfixWindowSeconds)) continue;
      verdicts[unit]?.reasons.add('HOTFIX');
      verdicts[unit]?.incidents.add(incident);
    }
  }
}

function isOfService({ service }: LinkedIncident, wanted: string): boolean {
  return service === null || service === wanted;
}

function findFixedUnit(level: Level, incident: LinkedIncident, remedy: number): number | null {
  if (incident.deployment !== null) return level.unitOfDeployment.get(incident.deployment.key) ?? null;
  const before = level.sequence[remedy - 1];
  const isOpenQuestion = incident.attribution === 'NONE' && before && incident.record.startedAt > before.finishedAt;
  return isOpenQuestion && remedy > 0 ? remedy - 1 : null;
}

/** The unit that an incident names, or that brought the change it names or that closes it. */
function addNamedRemedies(level: Level, verdicts: Verdict[]): void {
  verdicts.forEach((verdict, unit) => {
    for (const { remedyDeployments, remedyChanges } of verdict.incidents) {
      const named = [
        ...[...remedyDeployments].map((key) => level.unitOfDeployment.get(key)),
        ...[...remedyChanges].map((change) => level.unitOfChange.get(change)),
      ];
      for (const remedy of named) if (remedy !== undefined && remedy > unit) verdict.remedies.add(remedy);
    }
  });
}

function toOutcomes(level: Level, verdicts: Verdict[], rules: DerivationRules): Outcome[] {
  const enabled = (reasons: Set<FailureReason>) => rules.failureReasons.filter((reason) => reasons.has(reason));
  const failed = verdicts.map(({ reasons }) => enabled(reasons).length > 0);
  const rework = new Set(verdicts.flatMap(({ remedies }, unit) => (failed[unit] ? [...remedies] : [])));
  return verdicts.map((verdict, unit) => ({
    failed: failed[unit] === true,
    failureReasons: enabled(verdict.reasons).sort(),
    isRework: rework.has(unit),
    ...(failed[unit] ? computeRecovery(level, unit, verdict) : { failureStartAt: null, recoveredAt: null }),
  }));
}

/**
 * From the later of incident and deployment (the deployment, when the remedy came before the incident was noted) to the
 * earlier of the last incident's resolution and the remedy. Null while neither has come.
 */
function computeRecovery(
  { sequence }: Level,
  unit: number,
  verdict: Verdict,
): Pick<Outcome, 'failureStartAt' | 'recoveredAt'> {
  const finishedAt = sequence[unit]?.finishedAt ?? 0;
  const incidents = [...verdict.incidents];
  const remedies = [...verdict.remedies].flatMap((remedy) => sequence[remedy]?.finishedAt ?? []);
  const remediedAt = remedies.length > 0 ? Math.min(...remedies) : null;
  const incidentAt = incidents.length > 0 ? Math.min(...incidents.map(({ record }) => record.startedAt)) : finishedAt;
  const isNotedLate = remediedAt !== null && remediedAt < incidentAt;
  const ends = [remediedAt, findLastResolution(incidents)].flatMap((at) => at ?? []);
  return {
    failureStartAt: isNotedLate ? finishedAt : Math.max(incidentAt, finishedAt),
    recoveredAt: ends.length > 0 ? Math.min(...ends) : null,
  };
}

function findLastResolution(incidents: LinkedIncident[]): Instant | null {
  const resolved = incidents.flatMap(({ resolvedAt }) => resolvedAt ?? []);
  return resolved.length > 0 && resolved.length === incidents.length ? Math.max(...resolved) : null;
}
