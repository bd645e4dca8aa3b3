import type { DerivationRules } from '../../rules.js';
import type { Change } from '../changes/change.js';
import { listIncidentNames, listWords } from '../incidents/incident-names.js';
import type { LinkedIncident } from '../incidents/link-incidents.js';

/** A change marked as a hotfix, and the incidents it is for. */
export interface Hotfix {
  change: number;
  incidents: LinkedIncident[];
}

/** Finds the marked changes: those that an incident names or that name one, else those merged while one was open. */
export function listHotfixes(
  changes: Change[],
  incidents: LinkedIncident[],
  rules: DerivationRules,
  repositoryName: string,
): Hotfix[] {
  const isMarked = makeIsMarked(rules);
  const named = incidents.map((incident) => ({ incident, names: listIncidentNames(incident.record, repositoryName) }));
  return changes.flatMap((change, index) => {
    if (change.mergedAt === null || !isMarked(change)) return [];
    const words = listWords(change, repositoryName);
    const own = named.filter(
      ({ incident, names }) => incident.remedyChanges.has(index) || names.some((name) => words.has(name)),
    );
    const found = own.map(({ incident }) => incident);
    return [{ change: index, incidents: found.length > 0 ? found : listOpenAt(change.mergedAt, incidents, rules) }];
  });
}

function makeIsMarked({ hotfixLabels, hotfixPatterns }: DerivationRules): (change: Change) => boolean {
  const labels = new Set(hotfixLabels.map((label) => label.toLowerCase()));
  const patterns = hotfixPatterns.map((pattern) => new RegExp(pattern, 'i'));
  return ({ labels: own, title, headBranch }) =>
    own.some((label) => labels.has(label.toLowerCase())) ||
    patterns.some((pattern) => pattern.test(title) || pattern.test(headBranch ?? ''));
}

function listOpenAt(mergedAt: number, incidents: LinkedIncident[], rules: DerivationRules): LinkedIncident[] {
  const since = mergedAt - rules.hotfixWindowSeconds * 1000;
  return incidents.filter(({ record }) => {
    const isOpen = record.resolvedAt === null || record.resolvedAt > mergedAt;
    return isOpen && record.startedAt <= mergedAt && record.startedAt >= since;
  });
}
