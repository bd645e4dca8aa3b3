import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, so a plain hash of it cannot be guessed backwards. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a secret. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
