import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { readConfig } from '../../config.js';
import { type CommandOptions, withServer } from '../connect.js';
import { Failed } from '../exit.js';
import { print, printJson } from '../say.js';

/** One thing looked at: how it is, and, when it is not well, how to mend it. */
interface Finding {
  subject: string;
  isOk: boolean;
  message: string;
}

const LEAST_FREE_BYTES = 1024 ** 3;
const OLDEST_GIT = [2, 20];
const run = promisify(execFile);

export function addDoctor(program: Command, options: CommandOptions): void {
  program
    .command('doctor')
    .description('say what is wrong, and how to mend it')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => doctor(options, json === true));
}

async function doctor(options: CommandOptions, asJson: boolean): Promise<void> {
  const { home } = readConfig();
  const here = [checkNode(), checkHome(home), checkDisk(home), await checkGit()];
  const findings = [...here, ...(await askServer(options))];
  if (asJson) printJson(findings);
  else
    for (const { subject, isOk, message } of findings) print(`${isOk ? 'ok     ' : 'problem'}  ${subject}: ${message}`);
  if (findings.some((finding) => !finding.isOk)) throw new Failed();
}

function checkNode(): Finding {
  return { subject: 'Node', isOk: true, message: `${process.versions.node} on ${process.platform} ${process.arch}.` };
}

function checkHome(home: string): Finding {
  const subject = 'Home folder';
  const folder = existsSync(home) ? home : dirname(home);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    return {
      subject,
      isOk: false,
      message: `${folder} cannot be written. Make it writable, or set WEIR_HOME to another folder.`,
    };
  }
  const isPrivate = !existsSync(home) || process.platform === 'win32' || (statSync(home).mode & 0o077) === 0;
  if (isPrivate) return { subject, isOk: true, message: `${home} is writable, and nobody else's.` };
  return { subject, isOk: false, message: `${home} can be entered by others. Run: chmod 700 ${home}` };
}

function checkDisk(home: string): Finding {
  const { bavail, bsize } = statfsSync(existsSync(home) ? home : dirname(home));
  const free = bavail * bsize;
  const gigabytes = `${(free / 1024 ** 3).toFixed(1)} GiB are free`;
  if (free >= LEAST_FREE_BYTES) return { subject: 'Disk', isOk: true, message: `${gigabytes}.` };
  return {
    subject: 'Disk',
    isOk: false,
    message: `${gigabytes}, too few. Free some, or set WEIR_HOME to another device.`,
  };
}

async function checkGit(): Promise<Finding> {
  const subject = 'git';
  try {
    const { stdout } = await run('git', ['--version']);
    const [major = 0, minor = 0] = (/\d+(\.\d+)+/.exec(stdout)?.[0] ?? '').split('.').map(Number);
    const isOk = major > (OLDEST_GIT[0] ?? 0) || (major === OLDEST_GIT[0] && minor >= (OLDEST_GIT[1] ?? 0));
    return {
      subject,
      isOk,
      message: isOk ? stdout.trim() : `${stdout.trim()} is too old; install ${OLDEST_GIT.join('.')} or newer.`,
    };
  } catch {
    return {
      subject,
      isOk: false,
      message: 'git is not installed; without it no clone can be read. Install it from https://git-scm.com.',
    };
  }
}

/** What only a server can see; that it cannot start is a finding, too. */
async function askServer(options: CommandOptions): Promise<Finding[]> {
  try {
    return await withServer(options, async ({ client, isBesideServer }) => {
      const { diagnosis } = await client.ask<{ diagnosis: Finding[] }>('{ diagnosis { subject isOk message } }');
      const where = isBesideServer ? `runs at ${client.url}.` : 'does not run now; it was started for this check.';
      return [{ subject: 'Server', isOk: true, message: where }, ...diagnosis];
    });
  } catch (error) {
    return [{ subject: 'Server', isOk: false, message: error instanceof Error ? error.message : String(error) }];
  }
}
