import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Three groups of tables. *Records*: what sources reported, one row per source and thing. *Facts*: derived from records, one
 * set per repository, what every figure is read from. *Workspace*: settings, people, tokens, sessions.
 * Fact ids are readable and stable: `<repository id>#<number>`, `<repository id>@<sha>`, `<repository id>:<deployment key>`.
 */
export class RecordsAndFacts1700000000001 implements MigrationInterface {
  name = 'RecordsAndFacts1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

const WORKSPACE = [
  `CREATE TABLE workspace_setting (key text PRIMARY KEY, value jsonb NOT NULL, updated_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE person (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL UNIQUE,
    role text NOT NULL CHECK (role IN ('viewer','member','manager','admin')), created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE api_token (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL, hash bytea NOT NULL UNIQUE,
    role text NOT NULL CHECK (role IN ('viewer','member','manager','admin')), scopes text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(), last_used_at timestamptz, expires_at timestamptz, revoked_at timestamptz)`,
  `CREATE TABLE sign_in_link (
    hash bytea PRIMARY KEY, person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
    expires_at timestamptz NOT NULL, used_at timestamptz)`,
  `CREATE TABLE session (sid varchar PRIMARY KEY, sess json NOT NULL, expire timestamptz NOT NULL)`,
  `CREATE INDEX session_expire ON session (expire)`,
];

const RECORDS = [
  `CREATE TABLE source (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), kind text NOT NULL, name text NOT NULL, settings jsonb NOT NULL,
    fingerprint text NOT NULL UNIQUE, cursor jsonb, created_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE source_sync (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE,
    state text NOT NULL CHECK (state IN ('QUEUED','RUNNING','WAITING_FOR_RATE_LIMIT','SUCCEEDED','FAILED')),
    queued_at timestamptz NOT NULL DEFAULT now(), started_at timestamptz, finished_at timestamptz,
    done bigint NOT NULL DEFAULT 0, total bigint, message text, requests int NOT NULL DEFAULT 0, records int NOT NULL DEFAULT 0,
    rejected int NOT NULL DEFAULT 0, rejected_rows jsonb NOT NULL DEFAULT '[]', next_attempt_at timestamptz)`,
  `CREATE INDEX source_sync_latest ON source_sync (source_id, id DESC)`,
  `CREATE TABLE repository (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, url text, default_branch text,
    deployment_rule text, revision bigint NOT NULL DEFAULT 0, record_revision bigint NOT NULL DEFAULT 0,
    dirty boolean NOT NULL DEFAULT true)`,
  `CREATE TABLE source_repository (
    source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE, repository_id int NOT NULL REFERENCES repository,
    PRIMARY KEY (source_id, repository_id))`,
  `CREATE TABLE commit_record (
    repository_id int NOT NULL REFERENCES repository, sha text NOT NULL, parents text[] NOT NULL,
    author_name text NOT NULL, author_email text NOT NULL, authored_at timestamptz NOT NULL, committed_at timestamptz NOT NULL,
    message text NOT NULL, PRIMARY KEY (repository_id, sha))`,
  `CREATE TABLE ref_record (
    source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE, repository_id int NOT NULL REFERENCES repository,
    kind text NOT NULL, name text NOT NULL, sha text NOT NULL, tagged_at timestamptz,
    PRIMARY KEY (source_id, repository_id, kind, name))`,
  `CREATE TABLE pull_request_record (
    source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE, repository_id int NOT NULL REFERENCES repository, number int NOT NULL,
    title text NOT NULL, body text, url text, author text, author_is_bot boolean, state text NOT NULL, is_draft boolean NOT NULL,
    opened_at timestamptz, merged_at timestamptz, closed_at timestamptz, merge_sha text, base_branch text, head_branch text,
    head_is_same_repository boolean, additions int, deletions int, changed_files int, labels text[] NOT NULL,
    commits jsonb, reviews jsonb, draft_events jsonb, stated jsonb NOT NULL,
    PRIMARY KEY (source_id, repository_id, number))`,
  `CREATE INDEX pull_request_record_repository ON pull_request_record (repository_id)`,
  `CREATE TABLE deployment_record (
    source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE, repository_id int NOT NULL REFERENCES repository, key text NOT NULL,
    rule text NOT NULL, external_id text, service text, environment text NOT NULL, sha text, source_shas text[] NOT NULL, ref text, url text,
    status text NOT NULL, created_at timestamptz NOT NULL, finished_at timestamptz, run_id text,
    PRIMARY KEY (source_id, repository_id, key))`,
  `CREATE INDEX deployment_record_repository ON deployment_record (repository_id)`,
  `CREATE TABLE incident_record (
    source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE, key text NOT NULL, external_id text, title text NOT NULL, body text, url text,
    service text, repository text, severity text, started_at timestamptz NOT NULL, resolved_at timestamptz,
    deployment text, remedied_by text, not_from_deployment boolean NOT NULL,
    repository_id int REFERENCES repository, PRIMARY KEY (source_id, key))`,
  `CREATE INDEX incident_record_repository ON incident_record (repository_id)`,
  `CREATE INDEX source_repository_repository ON source_repository (repository_id)`,
  `CREATE INDEX ref_record_repository ON ref_record (repository_id)`,
  `CREATE TABLE coverage_record (
    source_id uuid NOT NULL REFERENCES source ON DELETE CASCADE, repository_id int NOT NULL REFERENCES repository, subject text NOT NULL,
    covered_from timestamptz NOT NULL, covered_to timestamptz NOT NULL,
    PRIMARY KEY (source_id, repository_id, subject))`,
  `CREATE INDEX coverage_record_repository ON coverage_record (repository_id)`,
];

const FACTS = [
  `CREATE TABLE change_fact (
    id text PRIMARY KEY, repository_id int NOT NULL REFERENCES repository, key text NOT NULL, kind text NOT NULL, number int,
    title text NOT NULL, url text, merge_sha text, author text, author_is_bot boolean NOT NULL, state text NOT NULL, is_draft boolean NOT NULL,
    opened_at timestamptz, first_commit_at timestamptz, ready_at timestamptz, first_review_at timestamptz, approved_at timestamptz,
    merged_at timestamptz, closed_at timestamptz, deployed_at timestamptz, deployed_empty_reason text, released_at timestamptz,
    additions int, deletions int, changed_files int, labels text[] NOT NULL, type text NOT NULL, ai_assisted boolean NOT NULL, ai_tools text[] NOT NULL,
    reviews_known boolean NOT NULL, review_count int, reviewed boolean, reverted boolean NOT NULL, in_stage text,
    coding_seconds float8, coding_empty text, coding_from_first_commit boolean NOT NULL,
    pickup_seconds float8, pickup_empty text, review_seconds float8, review_empty text, merge_seconds float8, merge_empty text,
    deploy_seconds float8, deploy_empty text, release_seconds float8, release_empty text,
    cycle_seconds float8, cycle_empty text, open_to_merge_seconds float8, open_to_merge_empty text,
    lead_seconds float8, lead_empty text, lead_basis text, release_lead_seconds float8, release_lead_empty text,
    merge_left_out text, deploy_left_out text, release_left_out text, last_at timestamptz NOT NULL)`,
  `CREATE INDEX change_fact_merged ON change_fact (merged_at) WHERE merged_at IS NOT NULL`,
  `CREATE INDEX change_fact_deployed ON change_fact (deployed_at) WHERE deployed_at IS NOT NULL`,
  `CREATE INDEX change_fact_opened ON change_fact (opened_at) WHERE opened_at IS NOT NULL`,
  `CREATE INDEX change_fact_repository ON change_fact (repository_id, merged_at)`,
  `CREATE INDEX change_fact_in_stage ON change_fact (in_stage) WHERE in_stage IS NOT NULL`,
  `CREATE TABLE delivery_fact (
    id text PRIMARY KEY, repository_id int NOT NULL REFERENCES repository, change_id text NOT NULL, service text NOT NULL, environment text,
    is_production boolean NOT NULL, deployed_at timestamptz, empty_reason text, attribution text NOT NULL, deployment_id text, release_id text,
    deploy_seconds float8, lead_seconds float8, lead_basis text)`,
  `CREATE INDEX delivery_fact_change ON delivery_fact (change_id)`,
  `CREATE INDEX delivery_fact_release ON delivery_fact (release_id) WHERE environment IS NULL`,
  `CREATE INDEX delivery_fact_deployment ON delivery_fact (deployment_id) WHERE environment IS NOT NULL`,
  `CREATE INDEX delivery_fact_service ON delivery_fact (service, environment, deployed_at)`,
  `CREATE TABLE release_fact (
    id text PRIMARY KEY, repository_id int NOT NULL REFERENCES repository, key text NOT NULL, service text NOT NULL, sha text, ref text,
    finished_at timestamptz NOT NULL, is_first boolean NOT NULL, attribution text NOT NULL, change_count int NOT NULL,
    failed boolean NOT NULL, failure_reasons text[] NOT NULL, is_rework boolean NOT NULL, failure_start_at timestamptz, recovered_at timestamptz)`,
  `CREATE INDEX release_fact_finished ON release_fact (finished_at)`,
  `CREATE INDEX release_fact_recovered ON release_fact (recovered_at) WHERE failed`,
  `CREATE TABLE deployment_fact (
    id text PRIMARY KEY, repository_id int NOT NULL REFERENCES repository, key text NOT NULL, external_id text, service text NOT NULL,
    environment text NOT NULL, is_production boolean NOT NULL, sha text, ref text, url text, rule text NOT NULL, status text NOT NULL,
    created_at timestamptz NOT NULL, finished_at timestamptz, is_first boolean NOT NULL, release_id text,
    attribution text NOT NULL, change_count int NOT NULL,
    failed boolean NOT NULL, failure_reasons text[] NOT NULL, is_rework boolean NOT NULL, failure_start_at timestamptz, recovered_at timestamptz)`,
  `CREATE INDEX deployment_fact_finished ON deployment_fact (finished_at)`,
  `CREATE INDEX deployment_fact_release ON deployment_fact (release_id)`,
  `CREATE TABLE incident_fact (
    id text PRIMARY KEY, repository_id int REFERENCES repository, key text NOT NULL, external_id text, title text NOT NULL, url text,
    service text, severity text, started_at timestamptz NOT NULL, resolved_at timestamptz, deployment_id text, release_id text,
    attribution text NOT NULL)`,
  `CREATE INDEX incident_fact_started ON incident_fact (started_at)`,
  `CREATE INDEX incident_fact_deployment ON incident_fact (deployment_id) WHERE deployment_id IS NOT NULL`,
  `CREATE TABLE coverage_fact (
    repository_id int PRIMARY KEY REFERENCES repository, deployment_rule text NOT NULL, deployment_rule_reason text NOT NULL,
    merged_changes int NOT NULL, with_commits int NOT NULL, with_reviews int NOT NULL, with_deployment int NOT NULL,
    exact_attribution int NOT NULL, waiting int NOT NULL, deployments int NOT NULL, incidents int NOT NULL, incidents_linked int NOT NULL,
    first_at timestamptz, last_at timestamptz, warnings text[] NOT NULL)`,
  // Append-only: why a number moved. One row per fact that changed or went, with only the columns that differ.
  `CREATE TABLE fact_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), repository_id int, revision bigint NOT NULL,
    fact text NOT NULL, fact_id text NOT NULL, before jsonb, after jsonb)`,
  `CREATE INDEX fact_log_fact ON fact_log (fact, fact_id)`,
];

const STATEMENTS = [...WORKSPACE, ...RECORDS, ...FACTS];
