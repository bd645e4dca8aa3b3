import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures by service, environment or author look up every change or delivery of two periods: from the index alone. */
export class CoveringIndexes1700000000004 implements MigrationInterface {
  name = 'CoveringIndexes1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

const STATEMENTS = [
  `DROP INDEX delivery_fact_change, delivery_fact_release, delivery_fact_deployment, delivery_fact_deployed`,
  `CREATE INDEX delivery_fact_change ON delivery_fact (change_id) INCLUDE (service, environment, is_production, deployed_at)`,
  `CREATE INDEX delivery_fact_release ON delivery_fact (release_id) INCLUDE (change_id) WHERE environment IS NULL`,
  `CREATE INDEX delivery_fact_deployment ON delivery_fact (deployment_id) INCLUDE (change_id, environment)
    WHERE environment IS NOT NULL`,
  // Whole, because deliveries that did not happen are looked for by it too.
  `CREATE INDEX delivery_fact_deployed ON delivery_fact (deployed_at)`,
  `CREATE INDEX change_fact_counted ON change_fact (id)
    INCLUDE (state, merged_at, author_is_bot, ai_assisted, author, type)`,
];
