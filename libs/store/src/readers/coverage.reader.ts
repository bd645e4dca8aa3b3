import type { VisibleRepositories } from '@weir/metrics';
import sql, { raw } from 'sql-template-tag';
import { selectList } from '../database/table.js';
import type { CoverageFactRow } from '../facts/fact-rows.js';
import { COVERAGE_FACTS } from '../facts/fact-tables.js';
import { type Page, type PageRequest, readPage } from './list-page.js';
import { isVisible } from './list-scope.js';
import type { SqlRunner } from './sql-runner.js';

/** How far one repository can be trusted. */
export type CoverageRow = CoverageFactRow & {
  repository: string;
  /** End of the latest successful sync of any of its sources. */
  lastSyncedAt: number | null;
  /** What its sources say of reading it, each with what to do. */
  problems: string[];
};

const LAST_SYNCED = sql`(SELECT max(latest.finished_at) FROM source_repository sr CROSS JOIN LATERAL (
    SELECT s.finished_at FROM source_sync s WHERE s.source_id = sr.source_id AND s.state = 'SUCCEEDED'
    ORDER BY s.id DESC LIMIT 1) latest
  WHERE sr.repository_id = f.repository_id)`;

const PROBLEMS = sql`ARRAY(SELECT DISTINCT unnest(sr.problems) FROM source_repository sr
  WHERE sr.repository_id = f.repository_id ORDER BY 1)`;

/** One row per repository whose facts have been derived, by name. */
export function readCoverage(
  runner: SqlRunner,
  query: PageRequest & { visible: VisibleRepositories },
): Promise<Page<CoverageRow>> {
  const list = {
    columns: sql`${raw(selectList(COVERAGE_FACTS, 'f'))}, r.name AS repository, ${LAST_SYNCED} AS "lastSyncedAt",
      ${PROBLEMS} AS problems`,
    from: sql`coverage_fact f JOIN repository r ON r.id = f.repository_id`,
    conditions: isVisible('f.repository_id', query.visible),
    sort: { name: 'COVERAGE', value: sql`r.name`, id: sql`r.name`, type: 'text', isDescending: false } as const,
  };
  return readPage(runner, list, query);
}
