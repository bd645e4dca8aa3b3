import type pg from 'pg';
import pRetry from 'p-retry';

class Held extends Error {}

/** Long enough for whoever is at the very end of a sync. */
const RETRIES = 10;
const PAUSE_MS = 300;

interface LockOptions {
  retries?: number;
}

/**
 * Runs the work while no other process works on the same source. The lock belongs to a connection: a killed process gives it
 * up by dying. False when somebody else keeps it: the work is being done there.
 */
export async function withSourceLock(
  pool: pg.Pool,
  sourceId: string,
  work: () => Promise<void>,
  { retries = RETRIES }: LockOptions = {},
): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks while we hold it reports so; unheard, that would end the process.
  const onError = (error: Error) => (broken = error);
  client.on('error', onError);
  try {
    if (!(await acquire(client, sourceId, retries))) return false;
    await work();
    return true;
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()').catch((error: Error) => (broken = error));
    client.off('error', onError);
    client.release(broken);
  }
}

/** Whoever just finished gives the lock up a moment later. */
async function acquire(client: pg.ClientBase, sourceId: string, retries: number): Promise<boolean> {
  const attempt = async (): Promise<boolean> => {
    const { rows } = await client.query<{ held: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended($1, 4400)) AS held`,
      [`source:${sourceId}`],
    );
    if (rows[0]?.held !== true) throw new Held();
    return true;
  };
  return pRetry(attempt, { retries, factor: 1, minTimeout: PAUSE_MS }).catch((error: unknown) => {
    if (error instanceof Held) return false;
    throw error;
  });
}
