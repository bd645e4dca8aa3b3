import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What GitHub brings: sealed secrets, places to go on from per repository, issues, teams, deliveries of webhooks, names that
 * change. And what finds an incident's repository without reading every incident and every deployment.
 */
export class GitHub1700000000005 implements MigrationInterface {
  name = 'GitHub1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

const SOURCES = [
  `ALTER TABLE source ADD COLUMN secrets text, ADD COLUMN problems text[] NOT NULL DEFAULT '{}'`,
  `CREATE TABLE source_cursor (
    source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE, part text NOT NULL, cursor jsonb NOT NULL,
    PRIMARY KEY (source_id, part))`,
  `ALTER TABLE source_repository ADD COLUMN problems text[] NOT NULL DEFAULT '{}', ADD COLUMN external_id text`,
  `CREATE INDEX source_repository_external ON source_repository (source_id, external_id) WHERE external_id IS NOT NULL`,
  `CREATE TABLE webhook_delivery (
    id text PRIMARY KEY, received_at timestamptz NOT NULL, event text NOT NULL, action text, repository text)`,
  `CREATE INDEX webhook_delivery_received ON webhook_delivery (received_at)`,
];

const RECORDS = [
  `ALTER TABLE pull_request_record ADD COLUMN events jsonb, ADD COLUMN closing_issues text[]`,
  `CREATE TABLE issue_record (
    source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE, repository_id int NOT NULL REFERENCES repository, number int NOT NULL,
    title text NOT NULL, body text, url text, author text, author_is_bot boolean, state text NOT NULL, state_reason text,
    labels text[] NOT NULL, assignees text[] NOT NULL, created_at timestamptz NOT NULL, closed_at timestamptz, events jsonb,
    PRIMARY KEY (source_id, repository_id, number))`,
  `CREATE INDEX issue_record_repository ON issue_record (repository_id)`,
  `CREATE TABLE team_record (
    source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE, key text NOT NULL, name text NOT NULL, members text[] NOT NULL,
    PRIMARY KEY (source_id, key))`,
  // Who is in which team, in lower case and once, however many sources say so: figures look people up by it. Kept in step with
  // `team_record` by the store; the revision grows with it, since kept figures depend on it.
  `CREATE TABLE team_member (login text NOT NULL, team text NOT NULL, PRIMARY KEY (login, team))`,
  `CREATE TABLE team_revision (id int PRIMARY KEY CHECK (id = 1), revision bigint NOT NULL)`,
  `INSERT INTO team_revision VALUES (1, 0)`,
];

const INCIDENTS = [
  // Of an incident that is made of an issue: which one. `looks_for` holds what decides whose the incident is, see `incident-tokens`.
  `ALTER TABLE incident_record ADD COLUMN issue_repository_id int REFERENCES repository ON DELETE CASCADE,
    ADD COLUMN to_assign boolean NOT NULL DEFAULT true, ADD COLUMN looks_for text[] NOT NULL DEFAULT '{}'`,
  `CREATE INDEX incident_record_issue ON incident_record (issue_repository_id) WHERE issue_repository_id IS NOT NULL`,
  `CREATE INDEX incident_record_to_assign ON incident_record (source_id, key) WHERE to_assign`,
  `CREATE INDEX incident_record_looks_for ON incident_record USING gin (looks_for)`,
  // Everything a deployment can be called by (an index holds no long text), and the last name of its service.
  `CREATE INDEX deployment_fact_named ON deployment_fact USING gin ((ARRAY[left(lower(key), 200), left(lower(external_id), 200),
    left(lower(url), 200), left(lower(ref), 200), left(lower(sha), 7)]))`,
  `CREATE INDEX deployment_fact_service ON deployment_fact
    ((left(lower(regexp_replace(service, '^.*/', '')), 200)), service, repository_id, finished_at)`,
];

const STATEMENTS = [...SOURCES, ...RECORDS, ...INCIDENTS];
