import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeIncident } from './make-incident.js';
import type { Message, Said } from './said.js';

const NOTHING: Said = {
  ...{ state: null, startedAt: null, resolvedAt: null, title: null, url: null },
  ...{ service: null, repository: null, severity: null, deployment: null, remediedBy: null },
};
const at = (minute: number): number => Date.UTC(2026, 10, 20, 9, minute);
const message = (minute: number, said: Partial<Said>): Message => ({
  ...{ id: `m${minute}-${said.state}`, incident: 'P1', at: at(minute), said: { ...NOTHING, ...said } },
});

const TRIGGERED = message(0, { state: 'OPEN', startedAt: at(0), title: 'Down', severity: 'high' });
const NOTED = message(5, { severity: 'P1' });
const RESOLVED = message(10, { state: 'RESOLVED' });
const NOTED_LATER = message(12, { state: 'RESOLVED', title: 'Down for ten minutes' });
const REOPENED = message(20, { state: 'OPEN' });
const RESOLVED_AGAIN = message(30, { state: 'RESOLVED' });

describe('an incident made of messages', () => {
  it('says what was said last of each thing', () => {
    expect(makeIncident('P1', [TRIGGERED, NOTED, RESOLVED, NOTED_LATER])).toMatchObject({
      ...{ key: 'P1', title: 'Down for ten minutes', severity: 'P1', startedAt: at(0), resolvedAt: at(10) },
    });
  });

  it('goes on when it was opened again, until it is resolved again', () => {
    expect(makeIncident('P1', [TRIGGERED, RESOLVED, REOPENED]).resolvedAt).toBeNull();
    expect(makeIncident('P1', [TRIGGERED, RESOLVED, REOPENED, RESOLVED_AGAIN]).resolvedAt).toBe(at(30));
  });

  it('stands on what is known when its beginning was missed', () => {
    expect(makeIncident('P1', [RESOLVED])).toMatchObject({
      ...{ title: 'Incident P1', startedAt: at(10), resolvedAt: at(10) },
    });
  });

  it('is the same in whatever order the messages came', () => {
    const all = [TRIGGERED, NOTED, RESOLVED, NOTED_LATER, REOPENED, RESOLVED_AGAIN, message(10, { state: 'OPEN' })];
    const order = fc.shuffledSubarray(all, { minLength: 1 });
    fc.assert(
      fc.property(order, (shuffled) => {
        const inOrder = all.filter((one) => shuffled.includes(one));
        expect(makeIncident('P1', shuffled)).toEqual(makeIncident('P1', inOrder));
      }),
    );
  });
});
