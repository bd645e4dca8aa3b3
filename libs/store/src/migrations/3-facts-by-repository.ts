import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A derivation replaces the facts of one repository: it finds them without reading those of all others. */
export class FactsByRepository1700000000003 implements MigrationInterface {
  name = 'FactsByRepository1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

const STATEMENTS = ['delivery', 'release', 'deployment', 'incident'].map(
  (fact) => `CREATE INDEX ${fact}_fact_repository ON ${fact}_fact (repository_id)`,
);
