import type { Database } from '../database/open-database.js';
import { PersonEntity } from './entities.js';
import { type Role, toRole } from './role.js';

export interface PersonRow {
  id: string;
  name: string;
  role: Role;
  createdAt: number;
}

export class PersonStore {
  constructor(private readonly database: Database) {}

  /** The person of this name, made when there is none; the role is set either way. */
  async ensure(name: string, role: Role): Promise<PersonRow> {
    await this.rows.upsert({ name, role }, ['name']);
    return toPersonRow(await this.rows.findOneByOrFail({ name }));
  }

  async find(id: string): Promise<PersonRow | null> {
    const entity = await this.rows.findOneBy({ id });
    return entity && toPersonRow(entity);
  }

  async list(): Promise<PersonRow[]> {
    const entities = await this.rows.find({ order: { name: 'ASC' } });
    return entities.map(toPersonRow);
  }

  async remove(id: string): Promise<boolean> {
    const result = await this.rows.delete(id);
    return result.affected === 1;
  }

  private get rows() {
    return this.database.dataSource.getRepository(PersonEntity);
  }
}

export function toPersonRow(entity: PersonEntity): PersonRow {
  return { id: entity.id, name: entity.name, role: toRole(entity.role), createdAt: entity.createdAt.getTime() };
}
