import { at } from '@weir/testing';
import { expect, test } from 'vitest';
import type { IssueRecord } from '../../records.js';
import { DEFAULT_RULES } from '../../rules.js';
import { toIssueIncident } from './issue-incident.js';

const issue = (more: Partial<IssueRecord> = {}): IssueRecord => ({
  ...{
    number: 12,
    title: 'Checkout is down',
    body: null,
    url: 'https://github.com/acme/shop/issues/12',
    author: 'ada',
  },
  ...{ authorIsBot: false, state: 'CLOSED', stateReason: 'COMPLETED', labels: ['incident'], assignees: [] },
  ...{ createdAt: at('2026-03-02 10:00'), closedAt: at('2026-03-02 12:00'), events: null },
  ...more,
});

const SERVICE = { repository: 'acme/shop', isService: true };
const TRACKER = { repository: 'acme/incidents', isService: false };

test('an issue with an incident label is an incident of its repository, from its opening to its closing', () => {
  expect(toIssueIncident(issue(), SERVICE, DEFAULT_RULES)).toEqual({
    ...{ key: 'acme/shop#12', externalId: '#12', title: 'Checkout is down', body: null, repository: 'acme/shop' },
    ...{ url: 'https://github.com/acme/shop/issues/12', service: null, severity: null },
    ...{ startedAt: at('2026-03-02 10:00'), resolvedAt: at('2026-03-02 12:00') },
    ...{ deployment: null, remediedBy: null, notFromDeployment: false },
  });
});

test.each<[string, string[], boolean]>([
  ['incident', ['bug', 'INCIDENT'], true],
  ['outage', ['Outage'], true],
  ['a severity', ['sev1'], true],
  ['a severity with a sign', ['SEV-2'], true],
  ['a severity with a space', ['Sev: 0'], false],
  ['a severity with a colon', ['sev:0'], true],
  ['no such severity', ['sev7'], false],
  ['a priority', ['P0'], true],
  ['a lower priority', ['p2'], false],
  ['production-bug', ['production-bug'], true],
  ['a longer word', ['incident-review'], false],
  ['none', [], false],
])('labels decide: %s', (_, labels, isIncident) => {
  expect(toIssueIncident(issue({ labels }), SERVICE, DEFAULT_RULES) !== null).toBe(isIncident);
});

test('labels are as set', () => {
  const rules = { incidentLabels: ['type/(fire|flood)'] };
  expect(toIssueIncident(issue({ labels: ['Type/Fire'] }), SERVICE, rules)).not.toBeNull();
  expect(toIssueIncident(issue(), SERVICE, rules)).toBeNull();
});

test.each<[Partial<IssueRecord>, boolean]>([
  [{ stateReason: 'NOT_PLANNED' }, false],
  [{ stateReason: 'DUPLICATE' }, false],
  [{ stateReason: null }, true],
  // Closed as not planned once, and open again.
  [{ state: 'OPEN', stateReason: 'REOPENED', closedAt: null }, true],
])('%o is an incident: %s', (more, isIncident) => {
  expect(toIssueIncident(issue(more), SERVICE, DEFAULT_RULES) !== null).toBe(isIncident);
});

test('an open one is unresolved, whatever it was before', () => {
  const open = issue({ state: 'OPEN', stateReason: 'REOPENED', closedAt: null });
  expect(toIssueIncident(open, SERVICE, DEFAULT_RULES)?.resolvedAt).toBeNull();
});

test.each<[string, string[], string | null]>([
  ['the gravest of several', ['incident', 'P1', 'sev0'], 'SEV0'],
  ['spelled one way', ['sev: 1', 'Sev-3'], 'SEV3'],
  ['none', ['outage'], null],
])('severity: %s', (_, labels, severity) => {
  expect(toIssueIncident(issue({ labels }), SERVICE, DEFAULT_RULES)?.severity).toBe(severity);
});

test.each<[string, string, string | null, string | null]>([
  [
    'plain',
    'started_at: 2026-03-02T08:30:00Z\nresolved_at: 2026-03-02T09:00:00Z',
    '2026-03-02 08:30',
    '2026-03-02 09:00',
  ],
  ['as a list, in bold', 'Bad day.\n- **started_at**: `2026-03-02 08:30`', '2026-03-02 08:30', '2026-03-02 12:00'],
  ['with a zone', 'started_at: 2026-03-02T09:30+01:00', '2026-03-02 08:30', '2026-03-02 12:00'],
  ['said to be UTC', '> Started at: 2026-03-02 08:30 UTC', '2026-03-02 08:30', '2026-03-02 12:00'],
  ['a day', 'started_at = 2026-03-01', '2026-03-01 00:00', '2026-03-02 12:00'],
  [
    'under a heading',
    '### Started at\r\n\r\n2026-03-02 08:30\r\n\r\n### Impact\r\n\r\nMuch',
    '2026-03-02 08:30',
    '2026-03-02 12:00',
  ],
  ['nonsense', 'started_at: this morning\nresolved_at: 2026-02-31T99:00', '2026-03-02 10:00', '2026-03-02 12:00'],
  ['in the middle of a sentence', 'It started_at: 2026-03-02T08:30Z', '2026-03-02 10:00', '2026-03-02 12:00'],
])('times in its body: %s', (_, body, started, resolved) => {
  const incident = toIssueIncident(issue({ body }), SERVICE, DEFAULT_RULES);
  expect([incident?.startedAt, incident?.resolvedAt]).toEqual([at(started ?? ''), at(resolved ?? '')]);
});

test('an open issue whose body says when it was over is resolved', () => {
  const body = 'resolved_at: 2026-03-02T11:00Z';
  const incident = toIssueIncident(issue({ body, state: 'OPEN', closedAt: null }), SERVICE, DEFAULT_RULES);
  expect(incident?.resolvedAt).toBe(at('2026-03-02 11:00'));
});

test('its body names its cause and its remedy by fields', () => {
  const body = 'deployment: 1001\nremedied_by: `acme/shop#14`\n### Service\n_No response_';
  expect(toIssueIncident(issue({ body }), SERVICE, DEFAULT_RULES)).toMatchObject({
    ...{ deployment: '1001', remediedBy: 'acme/shop#14' },
  });
});

test('where nothing is changed or deployed, an incident needs a service, and belongs to it', () => {
  expect(toIssueIncident(issue(), TRACKER, DEFAULT_RULES)).toBeNull();
  const labels = ['incident', 'Service: payments'];
  const tracked = toIssueIncident(issue({ labels }), TRACKER, DEFAULT_RULES);
  expect(tracked).toMatchObject({ key: 'acme/incidents#12', service: 'payments', repository: null });
  const own = toIssueIncident(issue({ labels }), SERVICE, DEFAULT_RULES);
  expect(own).toMatchObject({ service: 'payments', repository: 'acme/shop' });
});
