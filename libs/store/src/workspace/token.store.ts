import type { Database } from '../database/open-database.js';
import { ApiTokenEntity } from './entities.js';
import { type Role, toRole } from './role.js';
import { hashSecret, makeSecret } from './secret-hash.js';

/** A bearer token, without its secret, which is never stored. Instants in epoch milliseconds. */
export interface TokenRow {
  id: string;
  name: string;
  role: Role;
  scopes: string[];
  createdAt: number;
  lastUsedAt: number | null;
  expiresAt: number | null;
  revokedAt: number | null;
}

export interface NewToken {
  name: string;
  role: Role;
  scopes?: string[];
  expiresAt?: number | null;
}

const PREFIX = 'weir_';
const USE_IS_NOTED_EVERY_MS = 60_000;

export class TokenStore {
  constructor(private readonly database: Database) {}

  /** The token is told once, here. */
  async create(token: NewToken): Promise<{ token: string; row: TokenRow }> {
    const secret = PREFIX + makeSecret();
    const { expiresAt = null, scopes = [], name, role } = token;
    const entity = this.rows.create({ name, role, scopes, hash: hashSecret(secret), expiresAt: toDate(expiresAt) });
    return { token: secret, row: toRow(await this.rows.save(entity)) };
  }

  /** Null when it is unknown, revoked or expired. Its last use is noted at most once a minute. */
  async authenticate(token: string, now: number): Promise<TokenRow | null> {
    if (!token.startsWith(PREFIX)) return null;
    const entity = await this.rows.findOneBy({ hash: hashSecret(token) });
    if (!entity || entity.revokedAt || (entity.expiresAt && entity.expiresAt.getTime() <= now)) return null;
    const usedAt = entity.lastUsedAt?.getTime() ?? 0;
    if (now - usedAt >= USE_IS_NOTED_EVERY_MS) await this.rows.update(entity.id, { lastUsedAt: new Date(now) });
    return toRow(entity);
  }

  /** Newest first. */
  async list(): Promise<TokenRow[]> {
    const entities = await this.rows.find({ order: { createdAt: 'DESC', id: 'ASC' } });
    return entities.map(toRow);
  }

  /** False when there is no such token. A second time changes nothing. */
  async revoke(id: string, now: number): Promise<boolean> {
    const entity = await this.rows.findOneBy({ id });
    if (entity && !entity.revokedAt) await this.rows.update(id, { revokedAt: new Date(now) });
    return entity !== null;
  }

  private get rows() {
    return this.database.dataSource.getRepository(ApiTokenEntity);
  }
}

function toRow(entity: ApiTokenEntity): TokenRow {
  return {
    id: entity.id,
    name: entity.name,
    role: toRole(entity.role),
    scopes: entity.scopes,
    createdAt: entity.createdAt.getTime(),
    lastUsedAt: toInstant(entity.lastUsedAt),
    expiresAt: toInstant(entity.expiresAt),
    revokedAt: toInstant(entity.revokedAt),
  };
}

function toInstant(date: Date | null): number | null {
  return date ? date.getTime() : null;
}

function toDate(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant);
}
