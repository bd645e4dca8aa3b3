import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface PlannedCommit {
  /** The plan's own name for it; shas come with the writing. */
  key: string;
  parents: string[];
  author: string;
  authoredAt: number;
  committedAt: number;
  message: string;
}

export interface PlannedRef {
  name: string;
  commit: string;
  /** The tagger's date makes a tag an annotated one. */
  taggedAt?: number;
}

export interface PlannedRepository {
  commits: PlannedCommit[];
  branches: PlannedRef[];
  tags: PlannedRef[];
  remote?: string;
}

/** Writes the planned history with git itself and gives the sha of every planned commit. The first branch is the default one. */
export async function writeRepository(folder: string, plan: PlannedRepository): Promise<Map<string, string>> {
  await git(['init', '--quiet', `--initial-branch=${plan.branches[0]?.name ?? 'main'}`, folder], '.');
  const marks = join(folder, '.git', 'plan-marks');
  await git(['fast-import', '--quiet', '--force', `--export-marks=${marks}`], folder, streamOf(plan));
  if (plan.remote) await git(['remote', 'add', 'origin', plan.remote], folder);
  await git(['pack-refs', '--all'], folder);
  const shas = readMarks(marks);
  rmSync(marks);
  return new Map(plan.commits.map((commit, index) => [commit.key, shas.get(index + 1) ?? '']));
}

function streamOf({ commits, branches, tags }: PlannedRepository): string {
  const marks = new Map(commits.map((commit, index) => [commit.key, `:${index + 1}`]));
  const markOf = (key: string) => marks.get(key) ?? fail(key);
  const parts = [
    ...commits.map((commit) => commitOf(commit, markOf)),
    ...branches.map((branch) => `reset refs/heads/${branch.name}\nfrom ${markOf(branch.commit)}\n`),
    'reset refs/heads/plan\nfrom 0000000000000000000000000000000000000000\n',
    ...tags.map((tag) => tagOf(tag, markOf(tag.commit))),
  ];
  return parts.join('');
}

function fail(key: string): never {
  throw new Error(`The plan names a commit that is not in it (or comes later): ${key}`);
}

function commitOf(commit: PlannedCommit, markOf: (key: string) => string): string {
  const [first, ...others] = commit.parents.map(markOf);
  const lines = [
    ...(first ? [] : ['reset refs/heads/plan']),
    'commit refs/heads/plan',
    `mark ${markOf(commit.key)}`,
    `author ${person(commit.author, commit.authoredAt)}`,
    `committer ${person(commit.author, commit.committedAt)}`,
    data(commit.message),
    ...(first ? [`from ${first}`] : []),
    ...others.map((parent) => `merge ${parent}`),
    `M 100644 inline ${commit.key.replaceAll(/[^\w.-]/g, '-')}.txt`,
    data(`${commit.key}\n`),
  ];
  return `${lines.join('\n')}\n`;
}

function tagOf(tag: PlannedRef, mark: string): string {
  if (tag.taggedAt === undefined) return `reset refs/tags/${tag.name}\nfrom ${mark}\n`;
  return `tag ${tag.name}\nfrom ${mark}\ntagger ${person('Release', tag.taggedAt)}\n${data(tag.name)}\n`;
}

function person(name: string, at: number): string {
  const address = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.');
  return `${name} <${address}@example.com> ${Math.floor(at / 1000)} +0000`;
}

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}`;

function readMarks(path: string): Map<number, string> {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return new Map(lines.map((line) => [Number(line.slice(1, line.indexOf(' '))), line.slice(line.indexOf(' ') + 1)]));
}

function git(args: string[], cwd: string, input: string | null = null): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd, stdio: [input === null ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`git ${args.join(' ')}: ${output}`))));
    child.stdin?.end(input);
  });
}
