import { LessThan } from 'typeorm';
import type { Database } from '../database/open-database.js';
import { PersonEntity, SignInLinkEntity } from './entities.js';
import { type PersonRow, toPersonRow } from './person.store.js';
import { hashSecret, makeSecret } from './secret-hash.js';

/** One-time links. Only the hash of a link's secret is kept. */
export class SignInLinkStore {
  constructor(private readonly database: Database) {}

  /** The secret that goes into the link. Links that expired are forgotten on the way. */
  async create(personId: string, expiresAt: number, now: number): Promise<string> {
    const secret = makeSecret();
    await this.links.delete({ expiresAt: LessThan(new Date(now)) });
    await this.links.insert({ hash: hashSecret(secret), personId, expiresAt: new Date(expiresAt) });
    return secret;
  }

  /** The person it signs in; null when it is unknown, expired or used. Of two at once only one gets in. */
  async consume(secret: string, now: number): Promise<PersonRow | null> {
    const at = new Date(now);
    const { raw } = await this.links
      .createQueryBuilder()
      .update()
      .set({ usedAt: at })
      .where('hash = :hash AND used_at IS NULL AND expires_at > :at', { hash: hashSecret(secret), at })
      .returning('person_id')
      .execute();
    const [used] = raw as { person_id: string }[];
    if (!used) return null;
    const people = this.database.dataSource.getRepository(PersonEntity);
    return toPersonRow(await people.findOneByOrFail({ id: used.person_id }));
  }

  private get links() {
    return this.database.dataSource.getRepository(SignInLinkEntity);
  }
}
