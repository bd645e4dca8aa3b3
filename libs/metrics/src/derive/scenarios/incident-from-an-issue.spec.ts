import { at, HistoryBuilder } from '@weir/testing';
import { expect, test } from 'vitest';
import type { IncidentRecord, IssueRecord, PullRequestRecord } from '../../records.js';
import { DEFAULT_RULES } from '../../rules.js';
import { deriveFacts } from '../derive-facts.js';
import { type IssuePlace, toIssueIncident } from '../incidents/issue-incident.js';

/**
 * B went out at 09:30 and broke something. Issue #12 was opened at 10:00. C repairs it: merged at 11:00, which closed the issue
 * in the same moment, deployed at 12:00.
 */
const story = (third: Partial<PullRequestRecord> = {}) =>
  new HistoryBuilder()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'Second (#2)' })
    .commit('C', '2026-03-02 11:00', { message: 'Third (#3)' })
    .branch('main', 'C')
    .deploy('a', '2026-03-02 08:30', { commit: 'A' })
    .deploy('b', '2026-03-02 09:30', { commit: 'B' })
    .deploy('c', '2026-03-02 12:00', { commit: 'C' })
    .pullRequest(1, { opened: '2026-03-02 07:00', merged: '2026-03-02 08:00', commit: 'A' })
    .pullRequest(2, { opened: '2026-03-02 08:00', merged: '2026-03-02 09:00', commit: 'B' })
    .pullRequest(3, { opened: '2026-03-02 10:30', merged: '2026-03-02 11:00', commit: 'C', ...third });

const SHOP: IssuePlace = { repository: 'acme/shop', isService: true };
const TRACKER: IssuePlace = { repository: 'acme/incidents', isService: false };

function incidentOf(place: IssuePlace, more: Partial<IssueRecord> = {}): IncidentRecord {
  const issue: IssueRecord = {
    ...{ number: 12, title: 'Checkout is down', body: null, url: null, author: 'ada', authorIsBot: false },
    ...{ state: 'CLOSED', stateReason: 'COMPLETED', labels: ['incident', 'service:shop'], assignees: [] },
    ...{ createdAt: at('2026-03-02 10:00'), closedAt: at('2026-03-02 11:00'), events: null },
    ...more,
  };
  return toIssueIncident(issue, place, DEFAULT_RULES) as IncidentRecord;
}

/** As the store keeps it: the key with its source before it, which makes it unique in the workspace. */
const derive = (third: Partial<PullRequestRecord>, incident: IncidentRecord) =>
  deriveFacts({ ...story(third).build(), incidents: [{ ...incident, key: `b0a7-41:${incident.key}` }] }, DEFAULT_RULES);

const releasesOf = ({ releases }: ReturnType<typeof deriveFacts>) =>
  releases.map(({ key, failureReasons, isRework, recoveredAt }) => [key, failureReasons, isRework, recoveredAt]);

const FIXED = [
  ['a', [], false, null],
  ['b', ['INCIDENT'], false, at('2026-03-02 12:00')],
  ['c', [], true, null],
];

test.each<[string, Partial<PullRequestRecord>]>([
  ['GitHub says that it closes it', { closingIssues: ['acme/shop#12'] }],
  ['its text closes it by number', { body: 'Fixes #12' }],
  ['its text closes it by repository and number', { title: 'Repair checkout, closes ACME/shop#12.' }],
  ['its text closes it by address', { body: 'Resolves https://github.com/acme/shop/issues/12' }],
])('the change is its remedy, and it lasted until that was deployed, when %s', (_, third) => {
  const facts = derive(third, incidentOf(SHOP));
  expect(facts.incidents[0]).toMatchObject({
    deploymentKey: 'b',
    attribution: 'TIME',
    resolvedAt: at('2026-03-02 12:00'),
  });
  expect(releasesOf(facts)).toEqual(FIXED);
});

/** Issue #12 of the tracker is not issue #12 of the shop: only its whole name closes it. */
test.each<[string, Partial<PullRequestRecord>, boolean]>([
  ['GitHub says that it closes it', { closingIssues: ['acme/incidents#12'] }, true],
  ['its text closes it by its whole name', { body: 'Fixes acme/incidents#12' }, true],
  ['its text closes #12 of its own', { body: 'Fixes #12' }, false],
  ['GitHub says that it closes #12 of its own', { closingIssues: ['acme/shop#12'] }, false],
])('of an incident in a tracker: %s', (_, third, isRemedy) => {
  const facts = derive(third, incidentOf(TRACKER));
  expect(facts.incidents[0]).toMatchObject({ deploymentKey: 'b', service: 'acme/shop' });
  expect(facts.incidents[0]?.resolvedAt).toBe(at(isRemedy ? '2026-03-02 12:00' : '2026-03-02 11:00'));
  expect(releasesOf(facts)[2]).toEqual(['c', [], isRemedy, null]);
});

/** What `#1` is in a text of the tracker, the tracker knows: the shop's change #1 is not meant. */
test('a bare number in the text of an issue is one of the repository where it was filed', () => {
  const body = 'Happened again, see #1.';
  expect(derive({}, incidentOf(TRACKER, { body })).incidents[0]).toMatchObject({
    deploymentKey: 'b',
    attribution: 'TIME',
  });
  expect(derive({}, incidentOf(SHOP, { body })).incidents[0]).toMatchObject({
    deploymentKey: 'a',
    attribution: 'EXPLICIT',
  });
});

/** Closed by hand an hour after the merge: that is when it was over. */
test('closed by hand, it was over when it was closed', () => {
  const incident = incidentOf(SHOP, { closedAt: at('2026-03-02 11:45') });
  expect(derive({ body: 'Fixes #12' }, incident).incidents[0]?.resolvedAt).toBe(at('2026-03-02 11:45'));
});

/** Its change is merged and not deployed: the incident goes on. */
test('closed by a merge that is not deployed, it is still open', () => {
  const { deployments, ...history } = story({ closingIssues: ['acme/shop#12'] }).build();
  const facts = deriveFacts(
    { ...history, deployments: deployments.slice(0, 2), incidents: [incidentOf(SHOP)] },
    DEFAULT_RULES,
  );
  expect(facts.incidents[0]?.resolvedAt).toBeNull();
  expect(releasesOf(facts)[1]).toEqual(['b', ['INCIDENT'], false, null]);
});

/** With the service's first deployment nothing tells when the repair went out: then the close itself is all that is known. */
test('closed by a merge whose deployment is not known, it was over when it was closed', () => {
  const { deployments, ...history } = story({ closingIssues: ['acme/shop#12'] }).build();
  const facts = deriveFacts(
    { ...history, deployments: deployments.slice(2), incidents: [incidentOf(SHOP)] },
    DEFAULT_RULES,
  );
  expect(facts.incidents[0]?.resolvedAt).toBe(at('2026-03-02 11:00'));
});
