import { describe, expect, it } from 'vitest';
import { SecretBox } from './secret-box.js';
import { deriveKey } from './secret.js';

const keyOf = (byte: number) => deriveKey(Buffer.alloc(32, byte), 'sources');
const TOKEN = 'ghp_averysecrettoken';

describe('the secret box', () => {
  const box = new SecretBox(keyOf(1));

  it('gives back what was put in, and shows nothing of it meanwhile', async () => {
    const sealed = await box.seal({ token: TOKEN });
    expect(sealed).not.toContain(TOKEN);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain(TOKEN);
    expect(await box.open(sealed)).toEqual({ token: TOKEN });
  });

  it('seals the same anew each time, so that nobody sees that two are alike', async () => {
    expect(await box.seal({ token: TOKEN })).not.toBe(await box.seal({ token: TOKEN }));
  });

  it('says what to do when the key is another one', async () => {
    const sealed = await box.seal({ token: TOKEN });
    const other = new SecretBox(keyOf(2)).open(sealed);
    await expect(other).rejects.toThrow(/`secret` in the home folder.*give the token again/);
  });

  it('opens nothing that was tampered with', async () => {
    const sealed = await box.seal({ token: TOKEN });
    const middle = Math.floor(sealed.length / 2);
    const changed = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1);
    await expect(box.open(changed)).rejects.toThrow(/cannot be opened/);
  });
});
