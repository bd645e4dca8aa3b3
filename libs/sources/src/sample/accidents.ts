import type { Instant } from '@weir/metrics';
import type { AccidentKind, Script } from './bad-week.js';
import type { Chance } from './chance.js';
import { PEOPLE, type Person, teamIn } from './people.js';
import type { PlannedChange, PlannedDeployment, PlannedIssue } from './plan.js';
import type { PlanContext } from './plan-change.js';
import { OWNER, type Service } from './services.js';
import { HOUR, MINUTE, toSecond, weekOf } from './time-frame.js';
import { toSlug, wordMend, wordTrouble } from './wording.js';

/** A release that hurts: what it brought, when it was everywhere, and what the story wants of it. */
export interface Accident {
  culprit: PlannedChange;
  deployment: PlannedDeployment;
  doneAt: Instant;
  recovery: number;
  script: Script | null;
  chance: Chance;
}

export interface Trouble {
  kind: AccidentKind;
  startedAt: Instant;
  /** When a remedy is ready to be shipped. */
  readyAt: Instant;
  onCall: Person;
  colleague: Person;
  incident: PlannedIssue | null;
}

/** Without an incident nothing but a rollback or a revert tells that a release hurt. */
const NOTED = 0.85;
const TOLD_BY_ITSELF = new Set<AccidentKind>(['ROLLBACK', 'REVERT']);

/** What goes wrong after a release, who sees to it, and the issue that tells of it. */
export function planTrouble(context: PlanContext, accident: Accident): Trouble {
  const { chance, script, doneAt, recovery } = accident;
  const kind = script?.kind ?? chooseKind(context.service, chance);
  const startedAt = toSecond(doneAt + chance.around(16, 0.8) * MINUTE);
  const hours = script?.recoveryHours ?? chance.around(recovery, 0.75);
  const week = weekOf(startedAt, context.frame);
  const team = PEOPLE.filter((person) => teamIn(week, person) === context.service.team);
  const present = context.calendars.listPresent(team, startedAt);
  const onCall = chance.pick(present);
  // Alone at work: the next one is called at home.
  const others = (present.length > 1 ? present : team).filter((person) => person !== onCall);
  const colleague = chance.pick(others);
  const trouble = { kind, startedAt, readyAt: toSecond(startedAt + hours * HOUR), onCall, colleague };
  const isNoted = script !== null || !TOLD_BY_ITSELF.has(kind) || chance.happens(NOTED);
  return { ...trouble, incident: isNoted ? planIncident(context, accident, trouble) : null };
}

function chooseKind({ tells }: Service, chance: Chance): AccidentKind {
  const luck = chance.between(0, 1);
  if (tells === 'RELEASES') return luck < 0.6 ? 'HOTFIX' : luck < 0.8 ? 'REVERT' : 'SETTLED';
  if (luck < 0.36) return 'ROLLBACK';
  return luck < 0.6 ? 'HOTFIX' : luck < 0.76 ? 'REVERT' : 'SETTLED';
}

function planIncident(
  { service }: PlanContext,
  accident: Accident,
  { startedAt, onCall }: Omit<Trouble, 'incident'>,
): PlannedIssue {
  const { chance, script } = accident;
  const title = script?.incident ?? wordTrouble(service, chance);
  const cause = wordCause(accident);
  const createdAt = toSecond(startedAt + chance.around(4, 0.6) * MINUTE);
  const started = chance.happens(0.5) ? `started_at: ${new Date(startedAt).toISOString()}` : '';
  const severity = script?.severity ?? (chance.happens(0.18) ? 'sev1' : chance.happens(0.5) ? 'sev2' : 'sev3');
  return {
    number: 0,
    title,
    body: () => [`${title}.`, cause(), started].filter((line) => line !== '').join('\n\n'),
    author: onCall.login,
    labels: ['incident', severity, ...(chance.happens(0.6) ? [`service:${service.name}`] : [])],
    createdAt,
    assigned: { login: onCall.login, at: createdAt + MINUTE },
    closedAt: Infinity,
    reason: 'COMPLETED',
  };
}

/** Half of them name the change or the deployment that they suspect; of the others only the time tells. */
function wordCause({ culprit, deployment, script, chance }: Accident): () => string {
  const luck = chance.between(0, 1);
  if (luck < 0.4 || script !== null) return () => `Since #${culprit.number} is live.`;
  if (luck < 0.55 && deployment.tag === null) return () => `Began right after deployment ${deployment.id}.`;
  return () => '';
}

const LINES = { low: 2, high: 34 };

/** The hotfix, or the revert of what is suspected: opened, seen and merged while everybody waits for it. */
export function planRemedy({ service }: PlanContext, accident: Accident, trouble: Trouble): PlannedChange {
  const { chance, culprit } = accident;
  const { startedAt, readyAt, onCall, colleague, incident } = trouble;
  const at = (share: number) => toSecond(startedAt + (readyAt - startedAt) * share);
  const additions = Math.round(chance.between(LINES.low, LINES.high));
  const { title, body, branch, labels } = wordRemedy(service, accident, trouble);
  return {
    id: `remedy-of-${culprit.id}-${startedAt}`,
    number: 0,
    title,
    body,
    author: onCall.login,
    authorName: onCall.name,
    authorIsBot: false,
    branch,
    labels,
    additions,
    deletions: Math.round(additions * chance.between(0.1, 0.9)),
    changedFiles: 1 + chance.count(0.5),
    openedAt: at(0.62),
    readyAt: null,
    commits: [{ at: at(0.58), text: title() }],
    reviews: [{ author: colleague.login, isBot: false, state: 'APPROVED', at: at(0.9) }],
    reviewers: [colleague.login],
    mergedAt: readyAt,
    closedAt: Infinity,
    closes: trouble.kind === 'HOTFIX' ? incident : null,
  };
}

type Words = Pick<PlannedChange, 'title' | 'body' | 'labels'> & { branch: string };

function wordRemedy(service: Service, { culprit, chance }: Accident, { kind, incident }: Trouble): Words {
  if (kind === 'REVERT') {
    const what = toSlug(culprit.title()).slice(0, 40);
    return {
      title: () => `Revert "${culprit.title()}"`,
      body: () => `Reverts ${OWNER}/${service.name}#${culprit.number}`,
      // GitHub names the branch after the number, which is known only later: the body tells it as well.
      branch: `revert/${what}`,
      labels: [],
    };
  }
  const what = wordMend(service, chance);
  return {
    title: () => `hotfix: ${what}`,
    body: () => (incident === null ? what : `Fixes #${incident.number}`),
    branch: `hotfix/${toSlug(what)}`,
    labels: ['hotfix'],
  };
}

/** After a rollback: what had been wrong is mended in daylight, before anything goes out again. */
export function planRepair(
  { calendars, service }: PlanContext,
  { chance, culprit }: Accident,
  { onCall, colleague, incident, readyAt }: Trouble,
): PlannedChange {
  const what = wordMend(service, chance);
  const both = [onCall, colleague];
  const saysFixes = chance.happens(0.45);
  const openedAt = calendars.soonest(both, readyAt + 10 * MINUTE, chance.around(1.8, 0.4) * HOUR);
  const approvedAt = calendars.soonest(both, openedAt, chance.around(0.6, 0.5) * HOUR);
  const additions = Math.round(chance.around(40, 0.8));
  return {
    id: `repair-of-${culprit.id}-${readyAt}`,
    number: 0,
    title: () => `fix: ${what}`,
    body: () => (incident === null ? what : `${saysFixes ? 'Fixes' : 'What was behind'} #${incident.number}.`),
    author: onCall.login,
    authorName: onCall.name,
    authorIsBot: false,
    branch: `fix/${toSlug(what)}`,
    labels: ['bug'],
    additions,
    deletions: Math.round(additions * 0.4),
    changedFiles: 2,
    openedAt,
    readyAt: null,
    commits: [{ at: Math.max(readyAt, calendars.of(onCall).before(openedAt, HOUR)), text: `fix: ${what}` }],
    reviews: [{ author: colleague.login, isBot: false, state: 'APPROVED', at: approvedAt }],
    reviewers: [colleague.login],
    mergedAt: calendars.soonest(both, approvedAt, chance.around(0.2, 0.4) * HOUR),
    closedAt: Infinity,
    closes: null,
  };
}
