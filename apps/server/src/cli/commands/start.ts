import { type Command, Option } from 'commander';
import { readConfig } from '../../config.js';
import { WeirError } from '../../platform/errors/weir-error.js';
import { type RunningServer, startServer } from '../../server.js';
import { Client } from '../client.js';
import { type CommandOptions, findRunning } from '../connect.js';
import { Failed, WrongUse } from '../exit.js';
import { type GitHubName, pickNamed, toGitHubSources } from '../github-names.js';
import { absolutePath, collect, githubOption, parsePort } from '../options.js';
import { print, say } from '../say.js';
import { onSignal, stopWhenStarted } from '../signals.js';
import { readSummary } from '../summary.js';
import { findDefaultRange } from '../summary-range.js';
import { summaryTables } from '../summary-tables.js';
import { addSource, reportSyncs, type SourceDescription, type SyncedSource, waitForSyncs } from '../sync-and-wait.js';
import { FILE_KINDS } from './import.js';

interface StartOptions {
  github: GitHubName[];
  sample?: boolean;
  git: string[];
  file: string[];
  kind: string[];
  port?: number;
}

export function addStart(program: Command, options: CommandOptions): void {
  program
    .command('start')
    .description('start the server; sources named here are added and read, and their figures printed')
    .addOption(githubOption())
    .option('--sample', 'the sample workspace: a made-up organisation, to look around in')
    .option('--git <path>', 'a git clone on this machine (repeatable)', collect, [])
    .option('--file <path>', 'a CSV or JSON Lines file (repeatable)', collect, [])
    .addOption(
      new Option('--kind <kind>', 'what the rows of the file are (one for all files, or one per file)')
        .choices(FILE_KINDS)
        .argParser((value: string, before: string[]) => collect(value, before))
        .default([]),
    )
    .option('--port <port>', 'the port to listen on, instead of WEIR_PORT', parsePort)
    .action((given: StartOptions) => start(options, given));
}

/** Ends only with a signal: whatever happens to the sources named, the server goes on serving. */
async function start({ pages }: CommandOptions, given: StartOptions): Promise<void> {
  checkKinds(given);
  const fromEnvironment = readConfig();
  const config = { ...fromEnvironment, port: given.port ?? fromEnvironment.port };
  const running = await findRunning(config);
  if (running !== null) throw alreadyRunning(running);
  const starting = startServer({ config, pages });
  onSignal(() => stopWhenStarted(starting));
  const server = await starting;
  print(`Weir is ready at ${server.url}`);
  if (config.role !== 'worker') print(`Sign in (once): ${await server.createSignInLink()}`);
  await readSources(server, given);
  await new Promise<never>(() => setInterval(() => undefined, 2 ** 30));
}

async function readSources(server: RunningServer, given: StartOptions): Promise<void> {
  const described = describeAll(given);
  if (described.length === 0) return;
  const client = new Client(server.url, server.token);
  try {
    const added: SyncedSource[] = [];
    for (const source of described) added.push(await addSource(client, source));
    const read = await waitForSyncs(client, added);
    reportSyncs(read);
    await printSummary(
      client,
      read.flatMap(({ repositories }, index) => pickNamed(repositories, described[index] as SourceDescription)),
    );
  } catch (error) {
    if (!(error instanceof Failed)) say(error instanceof Error ? error.message : String(error));
    say('The server goes on serving; Ctrl-C stops it.');
  }
}

function describeAll({ github, sample, git, file, kind }: StartOptions): SourceDescription[] {
  const files = file.map((path, index) => ({ path: absolutePath(path), kind: kind[index] ?? kind[0] }));
  return [
    ...toGitHubSources(github),
    ...(sample ? [{ kind: 'SAMPLE' as const, settings: {} }] : []),
    ...git.map((path) => ({ kind: 'GIT' as const, settings: { path: absolutePath(path) } })),
    ...files.map((settings) => ({ kind: 'FILE' as const, settings })),
  ];
}

async function printSummary(client: Client, named: string[]): Promise<void> {
  const repositories = [...new Set(named)];
  const range = await findDefaultRange(client, Date.now());
  if (range.note !== null) say(range.note);
  print(summaryTables(await readSummary(client, { ...range, repositories, timeZone: null })));
}

function checkKinds({ file, kind }: StartOptions): void {
  if (kind.length > 0 && file.length === 0) throw new WrongUse('--kind says what a --file holds; name one.');
  if (file.length > 0 && kind.length === 0) {
    throw new WrongUse(`Say what the rows of ${file[0]} are: --kind ${FILE_KINDS.join('|')}.`);
  }
  if (kind.length > 1 && kind.length !== file.length)
    throw new WrongUse('Give one --kind for all files, or one per file.');
}

function alreadyRunning(client: Client): WeirError {
  return new WeirError(
    'STARTUP',
    `Weir already runs for this home folder at ${client.url}. Use it, stop it first, or set WEIR_HOME to another folder.`,
  );
}
