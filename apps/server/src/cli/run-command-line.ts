import { Command, CommanderError } from 'commander';
import { SourceError } from '@weir/sources';
import { StoreError } from '@weir/store';
import { WeirError } from '../platform/errors/weir-error.js';
import { addDoctor } from './commands/doctor.js';
import { addImport } from './commands/import.js';
import { addSignIn } from './commands/sign-in.js';
import { addStart } from './commands/start.js';
import { addSummary } from './commands/summary.js';
import { addSync } from './commands/sync.js';
import { addToken } from './commands/token.js';
import type { CommandOptions } from './connect.js';
import { EXIT, Failed, WrongUse } from './exit.js';
import { say, surviveClosedOutput } from './say.js';

const COMMANDS = [addStart, addSync, addImport, addSummary, addToken, addSignIn, addDoctor];

/** Runs one command and says how it ended, as an exit code. */
export async function runCommandLine(words: string[], options: CommandOptions): Promise<number> {
  surviveClosedOutput();
  try {
    await createProgram(options).parseAsync(words, { from: 'user' });
    return EXIT.DONE;
  } catch (error) {
    return explain(error);
  }
}

function createProgram(options: CommandOptions): Command {
  const program = new Command('weir')
    .description('Delivery analytics that do not end at the deployment.')
    .version(__WEIR_VERSION__, '-V, --version')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });
  for (const add of COMMANDS) add(program, options);
  for (const command of allCommands(program))
    command.exitOverride().showHelpAfterError('(add --help for how to use it)');
  return program;
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.WRONG_USE;
  if (error instanceof Failed) return EXIT.FAILED;
  if (error instanceof WrongUse) {
    say(error.message);
    return EXIT.WRONG_USE;
  }
  say(sentenceOf(error));
  return EXIT.FAILED;
}

/** One sentence when the failure is one we know; the whole trace is of use only when it is not. */
function sentenceOf(error: unknown): string {
  if (error instanceof WeirError || error instanceof StoreError || error instanceof SourceError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
