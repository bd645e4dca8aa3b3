import { spawn } from 'node:child_process';

/** Runs a command with all it prints on standard error; rejects with one sentence when it fails. */
export function run(command, args, cwd, what) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
    child.on('error', (error) => reject(new Error(`${what} failed: ${command} could not be run (${error.message}).`)));
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${what} failed (${signal ?? `exit code ${code}`}); the lines above say why.`));
    });
  });
}
