import type { Dimension, VisibleRepositories } from '@weir/metrics';
import sql, { type Sql } from 'sql-template-tag';
import { all } from './filter-conditions.js';
import { isVisible } from './list-scope.js';
import { readRows, type SqlRunner } from './sql-runner.js';

/** A value one can filter by, with how many changes carry it. */
export interface FacetRow {
  key: string;
  label: string;
  count: number;
}

export interface FacetQuery {
  dimension: Dimension;
  /** Any part of the value, in any case. */
  search?: string | null;
  first: number;
  visible: VisibleRepositories;
}

/** Values of one dimension, the most frequent first. None for a dimension that nothing is known of yet. */
export async function readFacets(runner: SqlRunner, query: FacetQuery): Promise<FacetRow[]> {
  const toValues = VALUES[query.dimension];
  if (!toValues) return [];
  const found = query.search ? findBy(query.dimension, toPattern(query.search)) : sql``;
  return readRows<FacetRow>(
    runner,
    sql`SELECT value AS key, ${LABELS[query.dimension] ?? sql`value`} AS label, sum(count)::float8 AS count
      FROM (${toValues(query.visible)}) counted ${found} GROUP BY value ORDER BY 3 DESC, 1 LIMIT ${query.first}`,
  );
}

/** Teams are found by their names too. */
function findBy(dimension: Dimension, pattern: string): Sql {
  const label = LABELS[dimension];
  return label ? sql`WHERE value ILIKE ${pattern} OR ${label} ILIKE ${pattern}` : sql`WHERE value ILIKE ${pattern}`;
}

function toPattern(search: string): string {
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`;
}

type ToValues = (visible: VisibleRepositories) => Sql;

const ofChanges =
  (value: Sql): ToValues =>
  (visible) => sql`SELECT ${value} AS value, count(*) AS count FROM change_fact c
    WHERE ${all([sql`${value} IS NOT NULL`, ...isVisible('c.repository_id', visible)])} GROUP BY 1`;

const ofRepositories: ToValues = (visible) => sql`SELECT r.name AS value, count(c.id) AS count FROM repository r
    LEFT JOIN change_fact c ON c.repository_id = r.id WHERE ${all(isVisible('r.id', visible))} GROUP BY 1`;

const ofLabels: ToValues = (visible) => sql`SELECT label AS value, count(*) AS count
    FROM change_fact c CROSS JOIN LATERAL (SELECT DISTINCT unnest(c.labels) AS label) l
    WHERE ${all(isVisible('c.repository_id', visible))} GROUP BY 1`;

/** Also those that no change is known to have reached. */
const ofServices: ToValues = (visible) => sql`SELECT d.service AS value, count(DISTINCT d.change_id) AS count
    FROM delivery_fact d WHERE ${all([sql`d.environment IS NULL`, ...isVisible('d.repository_id', visible)])} GROUP BY 1
  UNION ALL SELECT DISTINCT f.service, 0 FROM deployment_fact f WHERE ${all(isVisible('f.repository_id', visible))}`;

const ofEnvironments: ToValues = (visible) => sql`SELECT d.environment AS value, count(DISTINCT d.change_id) AS count
    FROM delivery_fact d WHERE ${all([
      sql`d.environment IS NOT NULL AND d.deployed_at IS NOT NULL`,
      ...isVisible('d.repository_id', visible),
    ])} GROUP BY 1
  UNION ALL SELECT DISTINCT f.environment, 0 FROM deployment_fact f WHERE ${all(isVisible('f.repository_id', visible))}`;

/** Also those without a change, for who may see everything. */
const ofTeams: ToValues = (visible) => sql`SELECT m.team AS value, count(*) AS count
    FROM change_fact c JOIN team_member m ON m.login = lower(c.author)
    WHERE ${all(isVisible('c.repository_id', visible))} GROUP BY 1
  UNION ALL SELECT t.key, 0 FROM team_record t WHERE ${visible === 'ALL'}::boolean`;

const VALUES: Partial<Record<Dimension, ToValues>> = {
  REPOSITORY: ofRepositories,
  TEAM: ofTeams,
  SERVICE: ofServices,
  ENVIRONMENT: ofEnvironments,
  AUTHOR: ofChanges(sql`c.author`),
  LABEL: ofLabels,
  CHANGE_TYPE: ofChanges(sql`c.type`),
};

/** What people call a value, where that is not the value itself. */
const LABELS: Partial<Record<Dimension, Sql>> = {
  TEAM: sql`(SELECT min(t.name) FROM team_record t WHERE t.key = value)`,
};
