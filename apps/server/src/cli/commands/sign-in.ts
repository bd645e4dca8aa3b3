import type { Command } from 'commander';
import { type CommandOptions, findRunning } from '../connect.js';
import { readConfig } from '../../config.js';
import { WrongUse } from '../exit.js';
import { print } from '../say.js';

export function addSignIn(program: Command, _options: CommandOptions): void {
  program
    .command('sign-in')
    .description('print a link that signs in once, for the server that runs')
    .action(async () => {
      const client = await findRunning(readConfig());
      if (client === null)
        throw new WrongUse('No server runs for this home folder. `npm start` starts one and prints a link.');
      const { createSignInLink } = await client.ask<{ createSignInLink: string }>('mutation { createSignInLink }');
      print(client.url + createSignInLink);
    });
}
