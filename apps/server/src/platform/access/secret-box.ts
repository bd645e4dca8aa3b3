import { defaults, seal, unseal } from 'iron-webcrypto';
import { WeirError } from '../errors/weir-error.js';

type Secrets = Readonly<Record<string, string>>;

const LOST =
  'The token that is kept for this cannot be opened: the file `secret` in the home folder is not the one it was sealed with. ' +
  'Restore that file from the backup of the database, or give the token again.';

/** What must be kept but never shown, sealed with a key of the home folder: a copy of the database alone gives no token away. */
export class SecretBox {
  constructor(private readonly key: string) {}

  seal(secrets: Secrets): Promise<string> {
    return seal(secrets, this.key, defaults);
  }

  async open(sealed: string): Promise<Secrets> {
    try {
      return (await unseal(sealed, this.key, defaults)) as Secrets;
    } catch {
      // Without a cause: nothing of what was sealed may reach a log.
      throw new WeirError('CONFLICT', LOST);
    }
  }
}
