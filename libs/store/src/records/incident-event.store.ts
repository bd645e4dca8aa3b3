import type { IncidentRecord, Instant } from '@weir/metrics';
import type pg from 'pg';
import { cleanText } from '../database/copy-text.js';
import type { Database } from '../database/open-database.js';
import { inTransaction } from '../database/transaction.js';
import { writeToldIncidents } from './push.store.js';
import { lockSource } from './write-source.js';

/** One thing that a tool said of an incident, at the time it says. */
export interface IncidentEvent<Said> {
  /** The tool's own id of the message: said twice, it is one. */
  id: string;
  /** Key of the incident. */
  incident: string;
  at: Instant;
  said: Said;
}

interface Taking<Said> {
  sourceId: string;
  events: readonly IncidentEvent<Said>[];
  /** What all that was said of one incident makes of it. Pure, and the same in whatever order it came. */
  make: (incident: string, events: IncidentEvent<Said>[]) => IncidentRecord;
  now: Instant;
}

/** What incident tools say, kept message by message: the incident is made of all of them, so no order of arrival can spoil it. */
export class IncidentEventStore {
  constructor(private readonly database: Database) {}

  /** How many of the messages were new. Once it resolves, they are committed. */
  take<Said>({ sourceId, events, make, now }: Taking<Said>): Promise<number> {
    return inTransaction(this.database.pool, async (client) => {
      await lockSource(client, sourceId);
      const fresh = await insertEvents(client, sourceId, events);
      const known = await readEvents<Said>(client, sourceId, [...new Set(fresh)]);
      const since = Math.min(...events.map(({ at }) => at));
      await writeToldIncidents(
        client,
        { sourceId, now, since },
        [...known].map(([incident, said]) => make(incident, said)),
      );
      return fresh.length;
    });
  }
}

/** The incidents of those that were not known yet. */
async function insertEvents(
  client: pg.ClientBase,
  sourceId: string,
  events: readonly IncidentEvent<unknown>[],
): Promise<string[]> {
  const { rows } = await client.query<{ incident: string }>(
    `INSERT INTO incident_event (source_id, id, incident, at, said)
     SELECT $1, id, incident, at, said FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::jsonb[])
       AS given (id, incident, at, said)
     ON CONFLICT DO NOTHING RETURNING incident`,
    [
      sourceId,
      events.map(({ id }) => cleanText(id)),
      events.map(({ incident }) => cleanText(incident)),
      events.map(({ at }) => new Date(at).toISOString()),
      events.map(({ said }) => JSON.stringify(said, cleanTexts)),
    ],
  );
  return rows.map(({ incident }) => incident);
}

const cleanTexts = (_key: string, value: unknown): unknown => (typeof value === 'string' ? cleanText(value) : value);

async function readEvents<Said>(
  client: pg.ClientBase,
  sourceId: string,
  incidents: string[],
): Promise<Map<string, IncidentEvent<Said>[]>> {
  const { rows } = await client.query<IncidentEvent<Said>>(
    `SELECT id, incident, at, said FROM incident_event WHERE source_id = $1 AND incident = ANY ($2) ORDER BY at, id`,
    [sourceId, incidents],
  );
  const byIncident = new Map<string, IncidentEvent<Said>[]>();
  for (const row of rows) byIncident.set(row.incident, [...(byIncident.get(row.incident) ?? []), row]);
  return byIncident;
}
