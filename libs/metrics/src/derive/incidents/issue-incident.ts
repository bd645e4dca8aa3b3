import type { IncidentRecord, Instant, IssueRecord } from '../../records.js';
import type { DerivationRules } from '../../rules.js';

/** Where an issue was filed. */
export interface IssuePlace {
  /** `owner/name`. */
  repository: string;
  /** Something of it is changed or deployed. Where nothing is (a tracker), an incident needs the label of a service. */
  isService: boolean;
}

type LabelRules = Pick<DerivationRules, 'incidentLabels'>;

/**
 * The incident that an issue tells of, or null. In a repository that is a service the incident is that repository's unless it
 * names another service; in one that is none, that of the service it names.
 */
export function toIssueIncident(issue: IssueRecord, place: IssuePlace, rules: LabelRules): IncidentRecord | null {
  const isIncident = makeIsIncidentLabel(rules);
  if (!issue.labels.some(isIncident) || wasNone(issue)) return null;
  const service = findService(issue.labels);
  if (service === null && !place.isService) return null;
  const field = makeReadField(issue.body ?? '');
  return {
    key: `${place.repository}#${issue.number}`,
    externalId: `#${issue.number}`,
    title: issue.title,
    body: issue.body,
    url: issue.url,
    service,
    repository: place.isService ? place.repository : null,
    severity: findSeverity(issue.labels.filter(isIncident)),
    startedAt: parseInstant(field('started_at')) ?? issue.createdAt,
    resolvedAt: parseInstant(field('resolved_at')) ?? (issue.state === 'CLOSED' ? issue.closedAt : null),
    deployment: field('deployment'),
    remediedBy: field('remedied_by'),
    notFromDeployment: false,
  };
}

/** Whether a label makes an issue an incident: one of the rules matches the whole of it, in any case. */
export function makeIsIncidentLabel({ incidentLabels }: LabelRules): (label: string) => boolean {
  const patterns = incidentLabels.map((pattern) => new RegExp(`^(?:${pattern})$`, 'i'));
  return (label) => patterns.some((pattern) => pattern.test(label.trim()));
}

function wasNone({ state, stateReason }: IssueRecord): boolean {
  return state === 'CLOSED' && (stateReason === 'NOT_PLANNED' || stateReason === 'DUPLICATE');
}

function findService(labels: string[]): string | null {
  const named = labels.flatMap((label) => /^\s*service\s*:\s*(.*\S)\s*$/i.exec(label)?.[1] ?? []);
  return [...named].sort()[0] ?? null;
}

const SEVERITY = /^(sev|p)[-: ]?(\d)$/i;

/** `SEV1`, `P0`: the gravest that its labels say. */
function findSeverity(labels: string[]): string | null {
  const found = labels.flatMap((label) => {
    const match = SEVERITY.exec(label.trim());
    return match ? [`${match[2]}${match[1]?.toUpperCase()}${match[2]}`] : [];
  });
  return found.sort()[0]?.slice(1) ?? null;
}

type ReadField = (name: string) => string | null;
/** Anybody may write a body: what is longer says nothing that is read here. */
const LONGEST_VALUE = 500;

/**
 * Reads lines of a body such as `started_at: 2026-03-02T10:00Z`, however they are marked up, also a heading of that name with the
 * value below it, which is what GitHub's issue forms make.
 */
function makeReadField(body: string): ReadField {
  return (name) => {
    const label = name.replace('_', '[_ -]');
    const line = new RegExp(
      String.raw`^(?:[^\S\r\n]|[>*_\x60-])*${label}[*_\x60]*\s*[:=][*_\x60]*[ \t]*(.*)$`,
      'im',
    ).exec(body);
    const heading = new RegExp(String.raw`^#+[ \t]*${label}[ \t]*\r?\n\s*(.*)$`, 'im').exec(body);
    const value = (line ?? heading)?.[1]?.slice(0, LONGEST_VALUE).replace(/^[*_`\s]+|[*_`\s]+$/g, '') ?? '';
    return value === '' || value === '_No response_' || value === 'No response' ? null : value;
  };
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(?:(Z|UTC|GMT)|([+-]\d{2}):?(\d{2}))?)?\b/i;

/** A time without a zone is UTC. Null when it is no time. */
function parseInstant(text: string | null): Instant | null {
  const match = INSTANT.exec(text ?? '');
  if (!match) return null;
  const [, date, time = '00:00', , hours, minutes] = match;
  const at = Date.parse(`${date}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
  return Number.isFinite(at) ? Math.trunc(at) : null;
}
