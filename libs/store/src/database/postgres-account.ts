import { readFileSync, statSync } from 'node:fs';
import { StoreError } from './store-error.js';

/** Whom PostgreSQL runs as. It refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

const PREFERRED = ['postgres', 'weir', 'nobody'];

/**
 * Null: as whoever we are. As root: the owner of existing data, else a known unprivileged account (it needs an entry in
 * /etc/passwd, initdb looks its name up).
 */
export function chooseAccount(dataFolder: string): Account | null {
  const us = process.getuid?.();
  if (us === undefined) return null;
  const owner = findOwner(dataFolder);
  if (us !== 0 && owner && owner.uid !== us) throw otherUser(dataFolder, owner.uid);
  if (us !== 0) return null;
  return owner && owner.uid !== 0 ? owner : findUnprivileged();
}

function findOwner(folder: string): Account | null {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat ? { uid: stat.uid, gid: stat.gid } : null;
}

function findUnprivileged(): Account {
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((entry) => entry.uid > 0 && entry.gid > 0);
  const preferred = PREFERRED.map((name) => entries.find((entry) => entry.name === name)).find(Boolean);
  const { uid, gid } = preferred ?? entries[0] ?? refuse();
  return { uid, gid };
}

function refuse(): never {
  throw new StoreError(
    'NO_ACCOUNT',
    'PostgreSQL cannot run as root and /etc/passwd names no other account. Start Weir as an ordinary user, or set DATABASE_URL.',
  );
}

function otherUser(folder: string, uid: number): StoreError {
  return new StoreError(
    'DATA_OF_OTHER_USER',
    `${folder} belongs to another user (uid ${uid}). Start Weir as that user, or set WEIR_HOME to another folder.`,
  );
}
