import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Unique } from 'typeorm';
import type { Json } from './json.js';

/*
 * Small tables, written through TypeORM. Their columns are made by migrations; a test keeps the two in step. Names of
 * constraints are PostgreSQL's own, said here because TypeORM would expect names of its own making.
 */

/** bigint comes as text from the driver; ours stay far below 2^53. */
const BIGINT = {
  to: (value: unknown) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
const ROLES = `role = ANY (ARRAY['viewer'::text, 'member'::text, 'manager'::text, 'admin'::text])`;
const STATES = `state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'WAITING_FOR_RATE_LIMIT'::text, 'SUCCEEDED'::text, 'FAILED'::text])`;
const NOW = () => 'now()';

@Entity('workspace_setting')
export class WorkspaceSettingEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'workspace_setting_pkey' })
  key: string;

  @Column('jsonb')
  value: Json;

  @Column('timestamptz', { name: 'updated_at', default: NOW })
  updatedAt: Date;
}

@Entity('person')
@Unique('person_name_key', ['name'])
@Check('person_role_check', ROLES)
export class PersonEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'person_pkey' })
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  role: string;

  @Column('timestamptz', { name: 'created_at', default: NOW })
  createdAt: Date;
}

@Entity('api_token')
@Unique('api_token_hash_key', ['hash'])
@Check('api_token_role_check', ROLES)
export class ApiTokenEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'api_token_pkey' })
  id: string;

  @Column('text')
  name: string;

  @Column('bytea')
  hash: Buffer;

  @Column('text')
  role: string;

  @Column('text', { array: true, default: () => `'{}'` })
  scopes: string[];

  @Column('timestamptz', { name: 'created_at', default: NOW })
  createdAt: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}

@Entity('sign_in_link')
export class SignInLinkEntity {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'sign_in_link_pkey' })
  hash: Buffer;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @ManyToOne(() => PersonEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'sign_in_link_person_id_fkey' })
  person: PersonEntity;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}

@Entity('source')
@Unique('source_fingerprint_key', ['fingerprint'])
export class SourceEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'source_pkey' })
  id: string;

  @Column('text')
  kind: string;

  @Column('text')
  name: string;

  @Column('jsonb')
  settings: Json;

  @Column('text')
  fingerprint: string;

  @Column('jsonb', { nullable: true })
  cursor: Json;

  /** Sealed by the server; the store never looks inside. */
  @Column('text', { nullable: true })
  secrets: string | null;

  /** What a person should know of reading it, each with what to do. */
  @Column('text', { array: true, default: () => `'{}'` })
  problems: string[];

  @Column('timestamptz', { name: 'created_at', default: NOW })
  createdAt: Date;
}

@Entity('source_sync')
@Check('source_sync_state_check', STATES)
@Index('source_sync_latest', { synchronize: false })
class SourceSyncEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'source_sync_pkey',
  })
  id: string;

  @Column('uuid', { name: 'source_id' })
  sourceId: string;

  @ManyToOne(() => SourceEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'source_id', foreignKeyConstraintName: 'source_sync_source_id_fkey' })
  source: SourceEntity;

  @Column('text')
  state: string;

  @Column('timestamptz', { name: 'queued_at', default: NOW })
  queuedAt: Date;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;

  @Column('bigint', { default: 0, transformer: BIGINT })
  done: number;

  @Column('bigint', { nullable: true, transformer: BIGINT })
  total: number | null;

  @Column('text', { nullable: true })
  message: string | null;

  @Column('int', { default: 0 })
  requests: number;

  @Column('int', { default: 0 })
  records: number;

  @Column('int', { default: 0 })
  rejected: number;

  @Column('jsonb', { name: 'rejected_rows', default: () => `'[]'` })
  rejectedRows: Json;

  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;
}

@Entity('repository')
@Unique('repository_name_key', ['name'])
class RepositoryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'int',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'repository_pkey',
  })
  id: number;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  url: string | null;

  @Column('text', { name: 'default_branch', nullable: true })
  defaultBranch: string | null;

  /** The rule that was fixed when the first sync was complete. */
  @Column('text', { name: 'deployment_rule', nullable: true })
  deploymentRule: string | null;

  /** Grows with every change of its facts; caches are keyed by it. */
  @Column('bigint', { default: 0, transformer: BIGINT })
  revision: number;

  /** Grows with every change of its records or rules: facts derived from an older one leave it dirty. */
  @Column('bigint', { name: 'record_revision', default: 0, transformer: BIGINT })
  recordRevision: number;

  @Column('boolean', { default: true })
  dirty: boolean;
}

export const ENTITIES = [
  WorkspaceSettingEntity,
  PersonEntity,
  ApiTokenEntity,
  SignInLinkEntity,
  SourceEntity,
  SourceSyncEntity,
  RepositoryEntity,
];
