import type { DraftEvent, ThingEvent } from '@weir/metrics';
import type { EventPayload } from './reading/payloads.js';
import { toInstant } from './to-instant.js';
import { toLogin } from './to-person.js';

const KINDS: Record<string, ThingEvent['kind']> = {
  ClosedEvent: 'CLOSED',
  ReopenedEvent: 'REOPENED',
  LabeledEvent: 'LABELED',
  UnlabeledEvent: 'UNLABELED',
  ReviewRequestedEvent: 'REVIEW_REQUESTED',
  ReviewRequestRemovedEvent: 'REVIEW_REQUEST_REMOVED',
  AssignedEvent: 'ASSIGNED',
  UnassignedEvent: 'UNASSIGNED',
};
const DRAFT_KINDS: Record<string, DraftEvent['kind']> = { ReadyForReviewEvent: 'READY', ConvertToDraftEvent: 'DRAFT' };

/** In the order of time. A team that was asked has no login and is told without a name. */
export function toThingEvents(payloads: readonly EventPayload[]): ThingEvent[] {
  const events = payloads.flatMap((payload) => {
    const kind = KINDS[payload.__typename];
    return kind && payload.createdAt ? [toThingEvent(kind, toInstant(payload.createdAt), payload)] : [];
  });
  return inOrder(events);
}

export function toDraftEvents(payloads: readonly EventPayload[]): DraftEvent[] {
  const events = payloads.flatMap(({ __typename, createdAt }) => {
    const kind = DRAFT_KINDS[__typename];
    return kind && createdAt ? [{ kind, at: toInstant(createdAt) }] : [];
  });
  return inOrder(events);
}

function toThingEvent(kind: ThingEvent['kind'], at: number, payload: EventPayload): ThingEvent {
  const { __typename, login } = payload.assignee ?? payload.requestedReviewer ?? { __typename: '' };
  const person = login === undefined ? null : toLogin({ __typename, login });
  return { kind, at, ...(payload.label ? { label: payload.label.name } : {}), ...(person ? { person } : {}) };
}

function inOrder<T extends { at: number }>(events: T[]): T[] {
  return events.sort((a, b) => a.at - b.at);
}
