import { describe, expect, it } from 'vitest';
import { readGeneric } from './generic.js';
import { DEFAULT_MAPPING, parseMapping } from './mapping.js';
import { readOpsgenie } from './opsgenie.js';
import { readPagerDuty } from './pagerduty.js';

const NOW = Date.UTC(2026, 10, 25);

describe('PagerDuty', () => {
  it('is read where it speaks of incidents, and otherwise ignored with a reason', () => {
    const event = (type: string, data: object) => ({
      event: { id: '01E', event_type: type, occurred_at: '2026-11-20T09:00:00.5Z', data },
    });
    const incident = { id: 'PGR0VU2', type: 'incident', status: 'acknowledged', urgency: 'high', priority: null };
    expect(readPagerDuty(event('incident.acknowledged', incident))).toEqual([
      expect.objectContaining({
        ...{ id: '01E', incident: 'PGR0VU2', at: Date.UTC(2026, 10, 20, 9, 0, 0, 500) },
        said: expect.objectContaining({ state: 'OPEN', severity: 'high', service: null }) as object,
      }),
    ]);
    expect(readPagerDuty(event('incident.annotated', { type: 'incident_note', id: 'N' }))).toEqual({
      ignored: 'Nothing is read of "incident.annotated".',
    });
    expect(readPagerDuty({ messages: [] })).toMatchObject({ ignored: expect.stringContaining('version 3') as string });
  });
});

describe('Opsgenie', () => {
  it('tells nanoseconds from milliseconds, and what from a note', () => {
    const alert = {
      alertId: 'a-1',
      message: 'Down',
      createdAt: 1_763_629_200_000,
      updatedAt: 1_763_629_500_000_000_000,
    };
    expect(readOpsgenie({ action: 'Close', alert }, NOW)).toEqual([
      expect.objectContaining({
        ...{ incident: 'a-1', at: 1_763_629_500_000 },
        said: expect.objectContaining({ state: 'RESOLVED', startedAt: 1_763_629_200_000 }) as object,
      }),
    ]);
    expect(readOpsgenie({ action: 'AddNote', alert }, NOW)).toEqual([
      expect.objectContaining({ said: expect.objectContaining({ state: null }) as object }),
    ]);
    expect(readOpsgenie({ hello: 1 }, NOW)).toHaveProperty('ignored');
  });
});

describe('any other tool', () => {
  it('is read by a mapping, also where a message holds several incidents', () => {
    const mapping = parseMapping({
      ...{ each: '$.alerts[*]', id: ['$.fingerprint', '$.startsAt'], startedAt: '$.startsAt', resolvedAt: '$.endsAt' },
      ...{ title: '$.annotations.summary', service: '$.labels.service' },
    });
    const alerts = [
      {
        ...{ fingerprint: 'f1', status: 'firing', startsAt: '2026-11-20T09:00:00Z', endsAt: '0001-01-01T00:00:00Z' },
        ...{ annotations: { summary: 'Slow' }, labels: { service: 'checkout' } },
      },
      { fingerprint: 'f2', status: 'resolved', startsAt: '2026-11-20T09:00:00Z', endsAt: '2026-11-20T09:30:00Z' },
      { status: 'firing' },
    ];
    expect(readGeneric({ alerts }, mapping, NOW)).toMatchObject([
      {
        incident: 'f1 2026-11-20T09:00:00Z',
        at: Date.UTC(2026, 10, 20, 9),
        said: { state: 'OPEN', resolvedAt: null, title: 'Slow', service: 'checkout' },
      },
      { at: Date.UTC(2026, 10, 20, 9, 30), said: { state: 'RESOLVED', resolvedAt: Date.UTC(2026, 10, 20, 9, 30) } },
    ]);
  });

  it('is read by the names of the push API without one, times in Unix seconds too', () => {
    const [message] = readGeneric({ id: 12, status: 'CLOSED', at: 1_763_629_200 }, DEFAULT_MAPPING, NOW) as object[];
    expect(message).toMatchObject({ incident: '12', at: 1_763_629_200_000, said: { state: 'RESOLVED' } });
    expect(readGeneric(['x'], DEFAULT_MAPPING, NOW)).toMatchObject({
      ignored: expect.stringContaining('$.id') as string,
    });
  });

  it('has a mapping of JSONPaths only', () => {
    expect(() => parseMapping({ id: 'incident.id' })).toThrow('"id" of the mapping');
    expect(() => parseMapping({ title: '$[' })).toThrow('"title" of the mapping is no JSONPath');
    expect(() => parseMapping({ name: '$.name' })).toThrow('no field "name"');
  });
});
