import type { Instant } from '../../records.js';
import type { ReportedDeployment } from './deployment.js';

/** A report with what it is compared by. */
export interface PlacedReport {
  key: string;
  roots: number[];
  identity: string;
  contentUntil: Instant;
  report: ReportedDeployment;
}

const SAME_WITHIN_MS = 10 * 60_000;

/**
 * Groups the reports of one service and environment, sorted by creation, into deployments: adjacent reports of one sha within
 * ten minutes that come from different sources, from one run, or are releases or tags. A failed attempt and its retry, told by
 * one source, stay two even when another source tells both as well.
 */
export function groupReports(reports: PlacedReport[]): PlacedReport[][] {
  const groups: PlacedReport[][] = [];
  let adjacent: PlacedReport[][] = [];
  for (const placed of reports) {
    if (adjacent[0]?.[0]?.identity !== placed.identity) adjacent = [];
    const group = findGroup(adjacent, placed);
    if (group) group.push(placed);
    else {
      adjacent.push([placed]);
      groups.push(adjacent.at(-1) ?? []);
    }
  }
  return groups;
}

/** Of the groups it may join, the one with the same outcome, else the latest. */
function findGroup(groups: PlacedReport[][], placed: PlacedReport): PlacedReport[] | undefined {
  const open = groups.filter((group) => canJoin(group, placed.report));
  const same = open.find((group) => group.some(({ report }) => report.status === placed.report.status));
  return same ?? open.at(-1);
}

function canJoin(group: PlacedReport[], report: ReportedDeployment): boolean {
  const first = group[0]?.report;
  if (!first || Math.abs(report.createdAt - first.createdAt) > SAME_WITHIN_MS) return false;
  const isFromOneRun = group.some((other) => report.runId !== null && other.report.runId === report.runId);
  const areMarks = isMark(report) && group.every((other) => isMark(other.report));
  return isFromOneRun || areMarks || group.every((other) => originOf(other.report) !== originOf(report));
}

function isMark({ rule }: ReportedDeployment): boolean {
  return rule === 'RELEASES' || rule === 'VERSION_TAGS';
}

function originOf({ source, rule }: ReportedDeployment): string {
  return `${source ?? ''} ${rule}`;
}
