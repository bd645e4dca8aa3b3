import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from './cli/run-command-line.js';

const LAST_WORDS_MS = 3000;

/** Called by the launcher; the pages are built beside the server. */
export async function main(words: string[]): Promise<void> {
  const code = await runCommandLine(words, { pages: fileURLToPath(new URL('../web/', import.meta.url)) });
  process.exitCode = code;
  // Whatever a failure left open must not keep a finished command from ending.
  setTimeout(() => process.exit(code), LAST_WORDS_MS).unref();
}

export { printServedSchema } from './platform/graphql/print-schema.js';
