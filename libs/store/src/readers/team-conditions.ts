import type { MetricFilter } from '@weir/metrics';
import sql, { type Sql } from 'sql-template-tag';
import { all, matchingChange, withoutBots } from './filter-conditions.js';

/** The teams whose members wrote changes among the deliveries `d` that the link finds. */
export function teamsOf(link: Sql, filter: MetricFilter): Sql {
  const conditions = all([link, ...matchingChange('c', filter), ...withoutBots(filter)]);
  return sql`(SELECT DISTINCT m.team AS key FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id
    JOIN team_member m ON m.login = lower(c.author) WHERE ${conditions})`;
}

/**
 * The deployment that brought what the attempt with this id was for: itself, or, when it failed, the next success of its service
 * in its environment. Without one nothing tells whose it was.
 */
export function bringingAttempt(id: Sql): Sql {
  return sql`(SELECT CASE WHEN own.status = 'SUCCEEDED' THEN own.id ELSE (
      SELECT next.id FROM deployment_fact next
      WHERE left(lower(regexp_replace(next.service, '^.*/', '')), 200) = left(lower(regexp_replace(own.service, '^.*/', '')), 200)
        AND next.service = own.service AND next.repository_id = own.repository_id AND next.finished_at >= own.finished_at
        AND next.environment = own.environment AND next.status = 'SUCCEEDED' ORDER BY next.finished_at, next.id LIMIT 1) END
    FROM deployment_fact own WHERE own.id = ${id})`;
}

/** Deployments with this id hold a change of the teams that the filter names. */
export function broughtByTeams(deploymentId: Sql, { teams, includeBots }: MetricFilter): Sql[] {
  if (teams === undefined) return [];
  const filter = { teams, ...(includeBots === undefined ? {} : { includeBots }) };
  const conditions = all([
    sql`d.deployment_id = ${deploymentId} AND d.environment IS NOT NULL`,
    ...matchingChange('c', filter),
    ...withoutBots(filter),
  ]);
  return [sql`EXISTS (SELECT FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id WHERE ${conditions})`];
}
