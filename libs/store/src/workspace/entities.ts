import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Json } from './json.js';

/** Small tables, read and written through TypeORM. Their columns are made by migrations; a test compares the two. */

@Entity('workspace_setting')
export class WorkspaceSetting {
  @PrimaryColumn('text')
  key: string;

  @Column('jsonb')
  value: Json;

  @CreateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}

export const ENTITIES = [WorkspaceSetting];
