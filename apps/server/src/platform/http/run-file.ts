import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const RunFile = z.object({ pid: z.number().int().positive(), url: z.url(), token: z.string().min(1) });

/** Where the server of a home folder runs, and with which token the command line beside it may speak to it. */
export type RunFile = z.infer<typeof RunFile>;

const pathIn = (home: string): string => join(home, 'run.json');

export function writeRunFile(home: string, content: RunFile): void {
  const temporary = `${pathIn(home)}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(content), { mode: 0o600 });
  chmodSync(temporary, 0o600);
  renameSync(temporary, pathIn(home));
}

export function removeRunFile(home: string): void {
  if (readRunFile(home)?.pid === process.pid) rmSync(pathIn(home), { force: true });
}

/** Null when no server runs: there is no file, or the process that wrote it is gone. */
export function readRunFile(home: string): RunFile | null {
  try {
    const file = RunFile.parse(JSON.parse(readFileSync(pathIn(home), 'utf8')));
    return isAlive(file.pid) ? file : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
