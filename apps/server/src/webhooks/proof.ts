import { createHash, timingSafeEqual } from 'node:crypto';
import { Webhooks } from '@octokit/webhooks';

/** Whether one of the secrets made one of the signatures (HMAC-SHA256, hexadecimal) over the very bytes that came. */
export async function isSigned(body: Buffer, signatures: string[], secrets: string[]): Promise<boolean> {
  const text = body.toString('utf8');
  if (text === '') return false;
  const sound = signatures.filter((signature) => /^[0-9a-f]{64}$/i.test(signature));
  for (const secret of secrets) {
    const webhooks = new Webhooks({ secret });
    for (const signature of sound) if (await webhooks.verify(text, `sha256=${signature.toLowerCase()}`)) return true;
  }
  return false;
}

/** Whether the header says `Bearer` and one of the secrets. Takes the same time whatever it says. */
export function isBearer(authorization: string | undefined, secrets: string[]): boolean {
  const shown = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (shown === undefined) return false;
  return secrets.filter((secret) => timingSafeEqual(digest(shown), digest(secret))).length > 0;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
