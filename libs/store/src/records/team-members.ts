import type pg from 'pg';

const WANTED = `SELECT lower(login) AS login, key AS team FROM team_record CROSS JOIN unnest(members) AS login`;

/** Makes who is in which team equal to what the sources say of it now. Kept figures are old when that changed. */
export async function refreshTeamMembers(client: pg.ClientBase): Promise<void> {
  const gone = await client.query(`DELETE FROM team_member WHERE (login, team) NOT IN (${WANTED})`);
  const come = await client.query(`INSERT INTO team_member (login, team) ${WANTED} ON CONFLICT DO NOTHING`);
  if ((gone.rowCount ?? 0) + (come.rowCount ?? 0) === 0) return;
  await client.query('UPDATE team_revision SET revision = revision + 1');
}
