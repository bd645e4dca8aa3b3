import Table from 'cli-table3';
import { type Command, Option } from 'commander';
import { type CommandOptions, withServer } from '../connect.js';
import { WrongUse } from '../exit.js';
import { print, printJson, say } from '../say.js';

interface TokenRow {
  id: string;
  name: string;
  role: string;
  scopes: string[];
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

interface NewToken {
  name: string;
  role?: string;
  scope?: string[];
}

const ROLES = ['viewer', 'member', 'manager', 'admin'];

export function addToken(program: Command, options: CommandOptions): void {
  const token = program.command('token').description('make, list and revoke the tokens that programs sign in with');
  token
    .command('create')
    .description('make a token and print it alone, this once')
    .requiredOption('--name <name>', 'a name to know it by')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES))
    .option('--scope <scope...>', 'make it a token for one purpose: deployments:write, incidents:write')
    .action((token: NewToken) => createToken(options, token));
  token
    .command('list')
    .description('list all tokens')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => listTokens(options, json === true));
  token
    .command('revoke')
    .description('make a token worthless')
    .argument('<token>', 'its id or its name')
    .action((id: string) => revokeToken(options, id));
}

async function createToken(options: CommandOptions, { name, role, scope }: NewToken): Promise<void> {
  if (role === undefined && scope === undefined)
    throw new WrongUse('Say what the token may do: --role viewer|member|manager|admin, or --scope deployments:write.');
  const mutation = 'mutation Create($input: CreateApiTokenInput!) { createApiToken(input: $input) }';
  await withServer(options, async ({ client }) => {
    const input = { name, role: role?.toUpperCase(), scopes: scope };
    const { createApiToken } = await client.ask<{ createApiToken: string }>(mutation, { input });
    print(createApiToken);
  });
}

async function listTokens(options: CommandOptions, asJson: boolean): Promise<void> {
  const query = '{ apiTokens { id name role scopes createdAt lastUsedAt revokedAt } }';
  await withServer(options, async ({ client }) => {
    const { apiTokens } = await client.ask<{ apiTokens: TokenRow[] }>(query);
    if (asJson) printJson(apiTokens);
    else print(tokenTable(apiTokens));
  });
}

async function revokeToken(options: CommandOptions, id: string): Promise<void> {
  const mutation = 'mutation Revoke($id: ID!) { revokeApiToken(id: $id) }';
  await withServer(options, async ({ client }) => {
    await client.ask(mutation, { id });
    say(`The token "${id}" does not work any more.`);
  });
}

function tokenTable(tokens: TokenRow[]): string {
  const table = new Table({ head: ['Name', 'May', 'Made', 'Last used', 'Id'], style: { head: [], border: [] } });
  for (const { name, role, scopes, createdAt, lastUsedAt, revokedAt, id } of tokens) {
    const may = scopes.length > 0 ? scopes.join(', ') : role.toLowerCase();
    const used = revokedAt === null ? (lastUsedAt ?? 'never') : `revoked ${revokedAt.slice(0, 10)}`;
    table.push([name, may, createdAt.slice(0, 10), used, id]);
  }
  return table.toString();
}
