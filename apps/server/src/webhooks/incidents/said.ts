import type { Instant } from '@weir/metrics';
import type { IncidentEvent } from '@weir/store';

/** What one message of a tool says of an incident. Null: it does not say. */
export interface Said {
  /** What it says of its state; null leaves it. */
  state: 'OPEN' | 'RESOLVED' | null;
  startedAt: Instant | null;
  resolvedAt: Instant | null;
  title: string | null;
  url: string | null;
  service: string | null;
  repository: string | null;
  severity: string | null;
  deployment: string | null;
  remediedBy: string | null;
}

export type Message = IncidentEvent<Said>;

/** What a payload holds, or why nothing is read of it. */
export type Reading = Message[] | { ignored: string };
