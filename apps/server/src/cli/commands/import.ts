import { type Command, Option } from 'commander';
import { type CommandOptions, type Connection, withServer } from '../connect.js';
import { absolutePath, parseMap } from '../options.js';
import { addSource, type SyncedSource } from '../sync-and-wait.js';
import { finishSyncs } from './sync.js';

export const FILE_KINDS = ['pull-requests', 'deployments', 'incidents'];

interface ImportOptions {
  kind: string;
  map?: Record<string, string>;
  time?: string;
  repository?: string;
  strict?: boolean;
  wait?: boolean;
  json?: boolean;
}

export function addImport(program: Command, options: CommandOptions): void {
  program
    .command('import')
    .description('read CSV or JSON Lines files of pull requests, deployments or incidents')
    .argument('<file...>', 'the files')
    .addOption(new Option('--kind <kind>', 'what the rows are').choices(FILE_KINDS).makeOptionMandatory())
    .option('--map <pairs>', 'which column gives which field: field=column,… (repeatable)', parseMap)
    .addOption(new Option('--time <format>', 'how times are written; guessed where absent').choices(['unix', 'iso']))
    .option('--repository <name>', 'the repository of rows that name none, owner/name')
    .option('--strict', 'refuse a file as a whole when one of its rows cannot be read')
    .option('--wait', 'wait until everything is read and the figures are derived')
    .option('--json', 'print what was read as JSON')
    .action((files: string[], given: ImportOptions) => importFiles(options, files, given));
}

async function importFiles(options: CommandOptions, files: string[], given: ImportOptions): Promise<void> {
  await withServer(options, async (connection) => {
    const started = await addFiles(connection, files, given);
    await finishSyncs(connection, started, given);
  });
}

async function addFiles({ client }: Connection, files: string[], given: ImportOptions): Promise<SyncedSource[]> {
  const started: SyncedSource[] = [];
  for (const file of files)
    started.push(await addSource(client, { kind: 'FILE', settings: fileSettings(file, given) }));
  return started;
}

function fileSettings(file: string, { kind, map, time, repository, strict }: ImportOptions): Record<string, unknown> {
  return {
    path: absolutePath(file),
    kind,
    ...(map && { map }),
    ...(time && { time }),
    ...(repository && { repository }),
    ...(strict && { strict }),
  };
}
