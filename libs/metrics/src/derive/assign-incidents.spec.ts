import { at, HistoryBuilder, shaOf } from '@weir/testing';
import { expect, test } from 'vitest';
import type { IncidentRecord } from '../records.js';
import { assignIncidents, type IndexedDeployment } from './assign-incidents.js';

const incident = (options: Partial<IncidentRecord>): IncidentRecord => {
  const [record] = new HistoryBuilder().incident('INC-1', '2026-03-02 12:00', { repository: null }).build().incidents;
  return { ...(record as IncidentRecord), ...options };
};

const deployed = (repository: string, when: string, options: Partial<IndexedDeployment> = {}): IndexedDeployment => ({
  repository,
  key: `${repository}-${when}`,
  service: repository,
  externalId: null,
  url: null,
  ref: 'v1.0.0',
  sha: null,
  isProduction: true,
  succeededAt: at(when),
  ...options,
});

const deployments = [
  deployed('acme/shop', '2026-03-02 08:00', { url: 'https://acme.example/d/1', sha: shaOf('A') }),
  deployed('acme/search', '2026-03-02 09:00', { service: 'finder' }),
  deployed('acme/index', '2026-03-02 11:00', { service: 'finder' }),
  deployed('acme/late', '2026-03-02 13:00', { service: 'finder' }),
];

test.each<[string, Partial<IncidentRecord>, string | null]>([
  ['the address it names', { deployment: 'https://acme.example/d/1', repository: 'acme/search' }, 'acme/shop'],
  ['the sha it names', { body: `Broken since ${shaOf('A')}.` }, 'acme/shop'],
  ['the pull request it names', { body: 'Caused by acme/search#12' }, 'acme/search'],
  [
    'its own field, when the name is used by several',
    { deployment: 'v1.0.0', repository: 'acme/search' },
    'acme/search',
  ],
  ['its own field', { repository: 'acme/other' }, 'acme/other'],
  ['the repository that deployed the service last before it', { service: 'Finder' }, 'acme/index'],
  ['a service by its bare name', { service: 'SHOP' }, 'acme/shop'],
  ['nothing', { service: 'payments' }, null],
  ['nothing, when only its remedy is named', { body: 'fixed by https://acme.example/d/1' }, null],
])('an incident belongs to %s', (_, options, repository) => {
  expect(assignIncidents([incident(options)], deployments)).toEqual([repository]);
});
