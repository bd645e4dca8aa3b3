import { expect, it } from 'vitest';
import { toStartError } from './postgres-cluster.js';

it.each([
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'START_FAILED'],
  // The kernel's limit, not the disk's.
  ['FATAL:  could not create shared memory segment: No space left on device', 'START_FAILED'],
  ['FATAL:  could not create semaphores: No space left on device', 'START_FAILED'],
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'DISK_FULL'],
  ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'HOME_IN_USE'],
  ['PANIC:  could not locate a valid checkpoint record at 0/1', 'DATA_DAMAGED'],
  // Killed while it began.
  ['', 'START_FAILED'],
])('%s is %s', (line, code) => {
  const error = toStartError(`2026-01-01 00:00:00 UTC [7] LOG:  starting\n${line}`.trim(), '/home/data');
  expect(error.code).toBe(code);
});
