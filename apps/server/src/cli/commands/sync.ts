import type { Command } from 'commander';
import { type CommandOptions, type Connection, withServer } from '../connect.js';
import { type GitHubName, toGitHubSources } from '../github-names.js';
import { absolutePath, collect, githubOption } from '../options.js';
import { printJson, say } from '../say.js';
import { addSource, listSources, reportSyncs, startSync, type SyncedSource, waitForSyncs } from '../sync-and-wait.js';

interface SyncOptions {
  github: GitHubName[];
  git: string[];
  wait?: boolean;
  json?: boolean;
}

export function addSync(program: Command, options: CommandOptions): void {
  program
    .command('sync')
    .description('read sources again, or for the first time; without any named, all that are known')
    .addOption(githubOption())
    .option('--git <path>', 'a git clone on this machine (repeatable)', collect, [])
    .option('--wait', 'wait until everything is read and the figures are derived')
    .option('--json', 'print what was read as JSON')
    .action((given: SyncOptions) => sync(options, given));
}

async function sync(options: CommandOptions, given: SyncOptions): Promise<void> {
  await withServer(options, async (connection) => {
    const started = await startAll(connection, given);
    if (started.length === 0)
      say('There is no source yet. Name one with --github OWNER/NAME or --git PATH, or use `weir import`.');
    await finishSyncs(connection, started, given);
  });
}

async function startAll({ client }: Connection, { github, git }: SyncOptions): Promise<SyncedSource[]> {
  const named = [
    ...toGitHubSources(github),
    ...git.map((path) => ({ kind: 'GIT' as const, settings: { path: absolutePath(path) } })),
  ];
  if (named.length > 0) return inTurn(named, (source) => addSource(client, source));
  const known = (await listSources(client)).filter(({ canSync }) => canSync);
  return inTurn(known, ({ id }) => startSync(client, id));
}

async function inTurn<In, Out>(items: In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** A server started for this command alone ends with it, so then there is no point in not waiting. */
export async function finishSyncs(
  { client, isBesideServer }: Connection,
  started: SyncedSource[],
  { wait, json }: { wait?: boolean; json?: boolean },
): Promise<void> {
  const isWaiting = wait === true || !isBesideServer;
  const current = isWaiting ? await waitForSyncs(client, started) : started;
  if (json) printJson({ sources: current.map(toJson) });
  if (isWaiting) reportSyncs(current);
  else for (const { name } of current) say(`${name}: the sync is under way.`);
}

function toJson({ id, kind, name, repositories, problems, sync }: SyncedSource): object {
  const { state, message, requests, records, rejected, rejectedRows } = sync;
  return { id, kind, name, repositories, problems, state, message, requests, records, rejected, rejectedRows };
}
