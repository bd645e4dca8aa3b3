import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What figures need beyond the facts: an index for each moment that places a change, and how far unnamed incidents are known. */
export class Figures1700000000002 implements MigrationInterface {
  name = 'Figures1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

const STATEMENTS = [
  `CREATE INDEX change_fact_ready ON change_fact (ready_at) WHERE ready_at IS NOT NULL`,
  `CREATE INDEX change_fact_first_review ON change_fact (first_review_at) WHERE first_review_at IS NOT NULL`,
  `CREATE INDEX change_fact_approved ON change_fact (approved_at) WHERE approved_at IS NOT NULL`,
  `CREATE INDEX change_fact_released ON change_fact (released_at) WHERE released_at IS NOT NULL`,
  `CREATE INDEX delivery_fact_deployed ON delivery_fact (deployed_at) WHERE deployed_at IS NOT NULL`,
  // A source whose incidents name no repository knows those of every repository.
  `CREATE TABLE incident_coverage (
    source_id uuid PRIMARY KEY REFERENCES source ON DELETE CASCADE,
    covered_from timestamptz NOT NULL, covered_to timestamptz NOT NULL)`,
];
