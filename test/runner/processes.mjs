import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const OUTPUT_LIMIT = 4 * 1024 * 1024;
const GRACE_MS = 8000;
const running = new Set();
let interrupted = false;

/**
 * Runs one command in a process group of its own and gives what it printed; what does not end in time is stopped and fails.
 * After an interrupt nothing starts and nothing is answered any more: the run only waits for its own end.
 */
function execute(command, args, { cwd, env, minutes = 10 }) {
  return new Promise((resolve) => {
    if (interrupted) return;
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    const output = [];
    let size = 0;
    const keep = (chunk) => {
      size += chunk.length;
      if (size < OUTPUT_LIMIT) output.push(chunk);
    };
    const timer = setTimeout(() => {
      keep(Buffer.from(`\nStopped: it ran for more than ${minutes} minutes.\n`));
      void stopGroup(child);
    }, minutes * 60_000);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => keep(Buffer.from(`${command}: ${error.message}\n`)));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      if (interrupted) return;
      resolve({ code: code ?? 1, signal, output: Buffer.concat(output).toString('utf8') });
    });
  });
}

export function node(args, context, minutes) {
  return execute(process.execPath, args, { cwd: context.root, env: context.env, minutes });
}

/** Ctrl-C, a closed terminal and a polite kill end everything this run started before it goes. A second one goes at once. */
export function onInterrupt(cleanUp) {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.on(signal, () => {
      if (interrupted) process.exit(code);
      interrupted = true;
      console.log(`\nInterrupted (${signal}); stopping what the tests started.`);
      void cleanUp().finally(() => process.exit(code));
    });
  }
}

/** First the steps' own processes, then whatever still works inside the run's folder: a detached PostgreSQL, a browser. */
export async function endEverything(folder) {
  await Promise.all([...running].map(stopGroup));
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    const left = processesIn(folder);
    for (const pid of left) send(pid, signal);
    for (let waited = 0; waited < GRACE_MS && processesIn(folder).length > 0; waited += 100) await sleep(100);
  }
}

async function stopGroup(child) {
  send(-child.pid, 'SIGTERM');
  for (let waited = 0; waited < GRACE_MS && running.has(child); waited += 100) await sleep(100);
  if (running.has(child)) send(-child.pid, 'SIGKILL');
}

/** Known by the unique name of the run's folder, in which they work or which they name; only Linux has a table to look this up in. */
function processesIn(folder) {
  return processIds().filter(
    (pid) => pid !== process.pid && [commandLine(pid), workingFolder(pid)].some((place) => place.includes(folder)),
  );
}

function processIds() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}
