import type { Instant } from '@weir/metrics';
import type { Database } from '../database/open-database.js';

/** What is kept of a webhook's delivery, besides its id. */
export interface Delivery {
  event: string;
  action?: string | null;
  /** `owner/name`, where it is about one. */
  repository?: string | null;
}

/** A sender repeats a delivery within days; after this time an id is no longer known. */
const KEPT_MS = 30 * 86_400_000;

const REMEMBER = `WITH old AS (DELETE FROM webhook_delivery WHERE received_at < $6 AND id <> $1)
  INSERT INTO webhook_delivery (id, received_at, event, action, repository) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (id) DO NOTHING`;

/** Which deliveries of webhooks have been taken, so that each is taken once. */
export class DeliveryStore {
  constructor(private readonly database: Database) {}

  /** False when the delivery is known already. Forgets those of more than thirty days ago. */
  async remember(id: string, delivery: Delivery, now: Instant): Promise<boolean> {
    const [at, oldest] = [now, now - KEPT_MS].map((instant) => new Date(instant).toISOString());
    const values = [id, at, delivery.event, delivery.action ?? null, delivery.repository ?? null, oldest];
    const { rowCount } = await this.database.pool.query(REMEMBER, values);
    return rowCount === 1;
  }

  async isKnown(id: string): Promise<boolean> {
    const { rowCount } = await this.database.pool.query('SELECT FROM webhook_delivery WHERE id = $1', [id]);
    return rowCount === 1;
  }

  /** For one that could not be taken up after all, so that its repetition is. */
  async forget(id: string): Promise<void> {
    await this.database.pool.query('DELETE FROM webhook_delivery WHERE id = $1', [id]);
  }

  /** When the latest came; null before the first. */
  async findLatest(): Promise<(Delivery & { id: string; receivedAt: Instant }) | null> {
    const { rows } = await this.database.pool.query<Delivery & { id: string; receivedAt: Instant }>(
      `SELECT id, received_at AS "receivedAt", event, action, repository FROM webhook_delivery
       ORDER BY received_at DESC, id DESC LIMIT 1`,
    );
    return rows[0] ?? null;
  }
}
