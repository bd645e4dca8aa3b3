import type { Command } from 'commander';
import { WeirError } from '../../platform/errors/weir-error.js';
import type { Client } from '../client.js';
import { type CommandOptions, withServer } from '../connect.js';
import { WrongUse } from '../exit.js';
import { collect, parseMoment, parseZone } from '../options.js';
import { print, printJson, say } from '../say.js';
import { readSummary } from '../summary.js';
import { findDefaultRange } from '../summary-range.js';
import { summaryTables } from '../summary-tables.js';

interface SummaryOptions {
  json?: boolean;
  from?: number;
  to?: number;
  repository: string[];
  timeZone?: string;
}

export function addSummary(program: Command, options: CommandOptions): void {
  program
    .command('summary')
    .description('the figures of a time: DORA, and where time goes')
    .option('--json', 'every metric, as one JSON object')
    .option('--from <iso>', 'first instant, as in 2026-01-01T00:00:00Z', parseMoment)
    .option('--to <iso>', 'first instant after it', parseMoment)
    .option('--repository <name>', 'only this repository, owner/name (repeatable)', collect, [])
    .option('--time-zone <zone>', 'IANA time zone of calendar days, as in Europe/Oslo', parseZone)
    .action((given: SummaryOptions) => summary(options, given));
}

async function summary(options: CommandOptions, given: SummaryOptions): Promise<void> {
  if ((given.from === undefined) !== (given.to === undefined))
    throw new WrongUse('Give both --from and --to, or neither.');
  if (given.from !== undefined && given.to !== undefined && given.from >= given.to)
    throw new WrongUse('--from must be before --to: the range holds what happened from the one up to the other.');
  await withServer(options, async ({ client }) => {
    await checkRepositories(client, given.repository);
    const found = await readSummary(client, {
      ...(await rangeOf(client, given)),
      repositories: given.repository,
      timeZone: given.timeZone ?? null,
    });
    if (given.json) printJson(found);
    else print(summaryTables(found));
  });
}

async function rangeOf(client: Client, { from, to }: SummaryOptions): Promise<{ from: number; to: number }> {
  if (from !== undefined && to !== undefined) return { from, to };
  const range = await findDefaultRange(client, Date.now());
  if (range.note !== null) say(range.note);
  return range;
}

/** A slip of the pen must not read as "nothing happened". */
async function checkRepositories(client: Client, named: string[]): Promise<void> {
  if (named.length === 0) return;
  const { sources } = await client.ask<{ sources: { repositories: string[] }[] }>('{ sources { repositories } }');
  const known = new Set(sources.flatMap((source) => source.repositories));
  const unknown = named.find((name) => !known.has(name));
  if (unknown === undefined) return;
  const names = known.size === 0 ? 'none yet' : [...known].sort().join(', ');
  throw new WeirError('NOT_FOUND', `No source speaks of a repository "${unknown}". Known: ${names}.`);
}
