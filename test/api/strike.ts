import { processesIn } from './process-list.js';

export const VICTIMS = ['Node', 'PostgreSQL', 'both'] as const;

/** PostgreSQL is killed with its children, as the kernel does when memory runs out. */
export function strike(victim: (typeof VICTIMS)[number], node: number, home: string): void {
  const postgres = processesIn(home).filter(({ command }) => /postgres/.test(command));
  const pids = [
    ...(victim === 'PostgreSQL' ? [] : [node]),
    ...(victim === 'Node' ? [] : postgres.map(({ pid }) => pid)),
  ];
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
