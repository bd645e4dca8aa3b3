import type { EventPayload } from '../reading/payloads.js';
import type { EventBody } from './bodies.js';
import { toActor } from './to-actor.js';

/** REST's words for what GraphQL has types for. */
const TYPES: Readonly<Record<string, string>> = {
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  assigned: 'AssignedEvent',
  unassigned: 'UnassignedEvent',
  ready_for_review: 'ReadyForReviewEvent',
  convert_to_draft: 'ConvertToDraftEvent',
  review_requested: 'ReviewRequestedEvent',
  review_request_removed: 'ReviewRequestRemovedEvent',
};

/** An event of a timeline; nothing for the many that no figure needs. */
export function toEventPayload(body: EventBody): EventPayload[] {
  const type = TYPES[body.event ?? ''];
  if (!type) return [];
  const { label, assignee, requested_reviewer: reviewer } = body;
  return [
    {
      __typename: type,
      createdAt: body.created_at,
      ...(typeof label?.name === 'string' ? { label: { name: label.name } } : {}),
      ...(assignee === undefined ? {} : { assignee: toActor(assignee) }),
      ...(reviewer === undefined ? {} : { requestedReviewer: toActor(reviewer) }),
    },
  ];
}
