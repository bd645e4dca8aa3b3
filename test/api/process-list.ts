import { readdirSync, readFileSync } from 'node:fs';

export interface RunningProcess {
  pid: number;
  command: string;
}

/** Processes that name this folder on their command line: a PostgreSQL that works in it. */
export function processesIn(folder: string): RunningProcess[] {
  return processIds()
    .map((pid) => ({ pid, command: commandOf(pid) }))
    .filter(({ command }) => command.includes(folder));
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
