import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What comes in by HTTP: what incident tools said (kept, so that the order of arrival cannot matter), secrets, rollouts named. */
export class WhatIsSent1700000000006 implements MigrationInterface {
  name = 'WhatIsSent1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

const STATEMENTS = [
  `ALTER TABLE deployment_record ADD COLUMN rollout text`,
  `ALTER TABLE incident_record ADD COLUMN rollout text`,
  // One row per thing that a tool said of an incident; the incident's record is made of all of them.
  `CREATE TABLE incident_event (
    source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE, id text NOT NULL, incident text NOT NULL,
    at timestamptz NOT NULL, said jsonb NOT NULL, PRIMARY KEY (source_id, id))`,
  `CREATE INDEX incident_event_incident ON incident_event (source_id, incident)`,
  // Sealed by the server with a key derived from the secret of its home folder.
  `CREATE TABLE sealed_secret (name text PRIMARY KEY, sealed text NOT NULL, made_at timestamptz NOT NULL DEFAULT now())`,
  // The last of each sender, for the page that sets it up.
  `CREATE TABLE webhook_heard (
    sender text PRIMARY KEY, event text NOT NULL, outcome text NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
];
