import { openDatabase } from '@weir/store';
import { deriveKey, readSecret } from '../../apps/server/src/platform/access/secret.js';

const FACTS = ['change_fact', 'delivery_fact', 'release_fact', 'deployment_fact', 'incident_fact', 'coverage_fact'];
const RECORDS = [
  ...['commit_record', 'ref_record', 'pull_request_record', 'deployment_record', 'incident_record'],
  ...['issue_record', 'team_record'],
];

/** Keys that a database gives out as it goes: two runs may differ in them and still hold the same. */
const GIVEN = new Set(['repository_id', 'source_id']);

/** Every fact and record of a stopped server's folder, as text in a fixed order, to be compared with another run's. */
export async function readTables(home: string): Promise<Record<string, string[]>> {
  const database = await openDatabase({ home, url: null, secret: deriveKey(readSecret(home), 'database') });
  try {
    const tables: Record<string, string[]> = {};
    for (const table of [...FACTS, ...RECORDS]) {
      const { rows } = await database.pool.query<Record<string, unknown>>(`SELECT * FROM ${table}`);
      tables[table] = rows.map(told).sort();
    }
    return tables;
  } finally {
    await database.close();
  }
}

function told(row: Record<string, unknown>): string {
  const columns = Object.entries(row).filter(([column]) => !GIVEN.has(column));
  return JSON.stringify(Object.fromEntries(columns.map(([column, value]) => [column, withoutGivenKey(column, value)])));
}

/** `<repository id>#12` → `#12`. */
function withoutGivenKey(column: string, value: unknown): unknown {
  if (typeof value !== 'string' || !/^(id|.*_id)$/.test(column)) return value;
  return value.replace(/^[^#@:]*(?=[#@:])/, '');
}
