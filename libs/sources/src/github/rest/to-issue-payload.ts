import type { IssuePayload } from '../reading/payloads.js';
import type { EventBody, IssueBody } from './bodies.js';
import { toActor } from './to-actor.js';
import { toEventPayload } from './to-event-payload.js';
import { toListed } from './to-listed.js';

const REASONS: Readonly<Record<string, IssuePayload['stateReason']>> = {
  completed: 'COMPLETED',
  not_planned: 'NOT_PLANNED',
  duplicate: 'DUPLICATE',
  reopened: 'REOPENED',
};

/** An issue of REST in the shape of GraphQL's, so that one mapping makes the record. */
export function toIssuePayload(body: IssueBody, timeline: EventBody[]): IssuePayload {
  const { number, title } = body;
  return {
    ...{ id: body.node_id, number, title, body: body.body ?? '', url: body.html_url },
    closed: body.state === 'closed',
    stateReason: REASONS[body.state_reason ?? ''] ?? null,
    createdAt: body.created_at,
    updatedAt: body.updated_at,
    closedAt: body.closed_at,
    author: toActor(body.user),
    labels: toListed(body.labels.map((label) => ({ name: typeof label === 'string' ? label : (label.name ?? '') }))),
    assignees: toListed((body.assignees ?? []).map(({ login }) => ({ login }))),
    timelineItems: toListed(timeline.flatMap(toEventPayload)),
  };
}
