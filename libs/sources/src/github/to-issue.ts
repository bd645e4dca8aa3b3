import type { IssueRecord } from '@weir/metrics';
import { type IssuePayload, nodesOf } from './reading/payloads.js';
import { toThingEvents } from './to-events.js';
import { toInstant, toInstantOrNull } from './to-instant.js';
import { toIsBot, toLogin } from './to-person.js';

/** An issue with all its lists complete. */
export function toIssue(payload: IssuePayload): IssueRecord {
  const { number, title, body, url, closed, stateReason } = payload;
  return {
    ...{ number, title, body, url, stateReason },
    author: toLogin(payload.author),
    authorIsBot: toIsBot(payload.author),
    state: closed ? 'CLOSED' : 'OPEN',
    labels: nodesOf(payload.labels).map(({ name }) => name),
    assignees: nodesOf(payload.assignees).map(({ login }) => login),
    createdAt: toInstant(payload.createdAt),
    closedAt: toInstantOrNull(payload.closedAt),
    events: toThingEvents(nodesOf(payload.timelineItems)),
  };
}
