import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.js';

const MAX_BYTES = 10 * 1024 * 1024;

/**
 * A log file that never grows past its cap: when full it becomes `weir.log.1`, in place of the one before. A full disk
 * loses lines, never the server.
 */
export class CappedLog {
  private descriptor: number | null = null;
  private bytes = 0;
  private readonly path: string;

  constructor(folder: string) {
    this.path = join(folder, 'weir.log');
    try {
      makeFolder(folder);
      this.open();
    } catch {
      this.descriptor = null;
    }
  }

  write(line: string): void {
    if (this.descriptor === null) return;
    try {
      if (this.bytes > MAX_BYTES) this.rotate();
      this.bytes += writeSync(this.descriptor, line);
    } catch {
      // Nowhere is left to say that logging failed.
    }
  }

  private open(): void {
    this.descriptor = openSync(this.path, 'a', 0o600);
    this.bytes = fstatSync(this.descriptor).size;
  }

  private rotate(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
    this.descriptor = null;
    renameSync(this.path, `${this.path}.1`);
    this.open();
  }
}
