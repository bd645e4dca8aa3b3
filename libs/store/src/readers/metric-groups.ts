import type { CountedFact, Dimension, MetricFilter } from '@weir/metrics';
import sql, { type Sql } from 'sql-template-tag';
import { all, inPlace, matchingChange, withoutBots } from './filter-conditions.js';
import { bringingAttempt, teamsOf } from './team-conditions.js';
import { type DeliveryLink, type Grain, linkToDeliveries, type RowRequest } from './metric-rows.js';

/** How a row `b` gets its group: the grain to read rows at, and what gives `key` (none: there are no groups). */
interface Grouping {
  grain: Grain;
  keys: Sql | null;
}

type KeysOf = (request: RowRequest, dimension: Dimension) => Grouping;

const atGrain = (grain: Grain, key: Sql): Grouping => ({ grain, keys: sql`(SELECT ${key} AS key)` });
const NO_GROUPS: Grouping = { grain: 'CHANGE', keys: null };

const groupChanges: KeysOf = ({ counting, filter }, dimension) => {
  const isDelivered = counting.deliveredDuration !== null;
  switch (dimension) {
    case 'REPOSITORY':
      return atGrain('CHANGE', sql`b.repository_id::text`);
    case 'SERVICE':
      return isDelivered ? atGrain('SERVICE', sql`b.service`) : byDelivery(filter, 'SERVICE');
    case 'ENVIRONMENT':
      return isDelivered ? atGrain('ENVIRONMENT', sql`b.environment`) : byDelivery(filter, 'ENVIRONMENT');
    case 'TEAM':
      return { grain: 'CHANGE', keys: sql`(SELECT m.team AS key FROM team_member m WHERE m.login = lower(b.author))` };
    case 'AUTHOR':
      return atGrain('CHANGE', sql`b.author`);
    case 'LABEL':
      return { grain: 'CHANGE', keys: sql`(SELECT DISTINCT unnest(b.labels) AS key)` };
    case 'CHANGE_TYPE':
      return atGrain('CHANGE', sql`b.type`);
    case 'AI_ASSISTED':
      return atGrain('CHANGE', sql`b.ai_assisted::text`);
    default:
      return NO_GROUPS;
  }
};

/** The services a change belongs to, or the environments it has reached. */
function byDelivery(filter: MetricFilter, dimension: 'SERVICE' | 'ENVIRONMENT'): Grouping {
  const key = dimension === 'SERVICE' ? sql`d.service` : sql`d.environment`;
  const isProduction = filter.environments === undefined ? [sql`d.is_production`] : [];
  const reached = [sql`d.environment IS NOT NULL AND d.deployed_at IS NOT NULL`, ...isProduction];
  const grain = dimension === 'SERVICE' && filter.environments === undefined ? [sql`d.environment IS NULL`] : reached;
  const conditions = all([sql`d.change_id = b.id`, ...grain, ...inPlace('d', filter)]);
  return { grain: 'CHANGE', keys: sql`(SELECT DISTINCT ${key} AS key FROM delivery_fact d WHERE ${conditions})` };
}

const groupReleases: KeysOf = ({ filter }, dimension) => {
  const link = linkToDeliveries(filter, 'CHANGE');
  switch (dimension) {
    case 'TEAM':
      return { grain: 'CHANGE', keys: teamsOf(link(sql`b.id`), filter) };
    case 'AUTHOR':
      return byContent(filter, link, sql`c.author`);
    case 'LABEL':
      return byContent(filter, link, sql`unnest(c.labels)`);
    case 'CHANGE_TYPE':
      return byContent(filter, link, sql`c.type`);
    case 'AI_ASSISTED':
      return byContent(filter, link, sql`c.ai_assisted::text`);
    default:
      return groupPlaces({ filter }, dimension);
  }
};

/** The authors, labels … of the changes that a release holds. */
function byContent(filter: MetricFilter, link: DeliveryLink, key: Sql): Grouping {
  const conditions = all([link(sql`b.id`), ...matchingChange('c', filter), ...withoutBots(filter)]);
  return {
    grain: 'CHANGE',
    keys: sql`(SELECT DISTINCT ${key} AS key FROM delivery_fact d JOIN change_fact c ON c.id = d.change_id WHERE ${conditions})`,
  };
}

/** The teams of the changes that an attempt brought or tried to bring, or of those in the deployment that an incident came from. */
const groupTeams =
  (bringing: (id: Sql) => Sql): KeysOf =>
  ({ filter }, dimension) =>
    dimension === 'TEAM'
      ? {
          grain: 'CHANGE',
          keys: teamsOf(sql`d.deployment_id = ${bringing(sql`b.id`)} AND d.environment IS NOT NULL`, filter),
        }
      : groupPlaces({ filter }, dimension);

function groupPlaces(_request: Pick<RowRequest, 'filter'>, dimension: Dimension): Grouping {
  switch (dimension) {
    case 'REPOSITORY':
      return atGrain('CHANGE', sql`b.repository_id::text`);
    case 'SERVICE':
      return atGrain('CHANGE', sql`b.service`);
    case 'ENVIRONMENT':
      return atGrain('ENVIRONMENT', sql`b.environment`);
    default:
      return NO_GROUPS;
  }
}

/** How rows of each fact are grouped. */
export const GROUPINGS: Record<CountedFact, KeysOf> = {
  CHANGE: groupChanges,
  RELEASE: groupReleases,
  ATTEMPT: groupTeams(bringingAttempt),
  INCIDENT: groupTeams((id) => sql`(SELECT i.deployment_id FROM incident_fact i WHERE i.id = ${id})`),
};
