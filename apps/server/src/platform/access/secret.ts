import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WeirError } from '../errors/weir-error.js';
import { makeFolder } from '../make-folder.js';

const BYTES = 32;

/** The secret of a home folder, made at the first start. The session key and the database password derive from it. */
export function readSecret(home: string): Buffer {
  try {
    makeFolder(home);
    return readExisting(home) ?? createSecret(home);
  } catch (error) {
    if (error instanceof WeirError) throw error;
    throw folderError(home, error as NodeJS.ErrnoException);
  }
}

/** A key for one purpose, so that knowing one says nothing of another. */
export const deriveKey = (secret: Buffer, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('hex');

function readExisting(home: string): Buffer | null {
  const path = join(home, 'secret');
  try {
    const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
    if (secret.length === BYTES) return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  throw new WeirError('STARTUP', `${path} is damaged. Restore it from a backup, or remove ${home} to start anew.`);
}

/** Written whole, then linked into place: a kill leaves no half secret, and of two starts at once one wins. */
function createSecret(home: string): Buffer {
  const temporary = join(home, `secret.${process.pid}`);
  writeFileSync(temporary, randomBytes(BYTES).toString('hex'), { mode: 0o600 });
  try {
    linkSync(temporary, join(home, 'secret'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  chmodSync(join(home, 'secret'), 0o600);
  const secret = readExisting(home);
  if (secret === null)
    throw new WeirError('STARTUP', `${join(home, 'secret')} vanished while it was made. Start again.`);
  return secret;
}

function folderError(home: string, error: NodeJS.ErrnoException): WeirError {
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  const message = full
    ? `No space is left on the device that holds ${home}. Free some, or set WEIR_HOME to a folder on another device.`
    : `${home} cannot be used (${error.code ?? error.message}). Make it a writable folder, or set WEIR_HOME to another one.`;
  return new WeirError('STARTUP', message, { cause: error });
}
