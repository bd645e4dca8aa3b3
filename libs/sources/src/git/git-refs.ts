import { createHash } from 'node:crypto';
import type { Instant, RefRecord } from '@weir/metrics';
import { SourceError } from '../source.js';
import type { GitProcess } from './git-process.js';
import { toInstant } from './git-commits.js';

/** The refs that count: local branches, the remote's branches as last fetched, and tags, each peeled to a commit. */
export interface ClonedRefs {
  refs: RefRecord[];
  /** The production branch, by its name without a remote. */
  defaultBranch: string;
  head: string;
  newestAt: Instant | null;
  /** Changes when anything above does. */
  digest: string;
}

interface RawRef {
  name: string;
  sha: string;
  /** The object is a tag of a tag and needs peeling. */
  isNested: boolean;
  taggedAt: Instant | null;
  committedAt: Instant | null;
  symbolicTarget: string | null;
}

const FORMAT = [
  'refname',
  'objecttype',
  'objectname',
  'committerdate:unix',
  '*objecttype',
  '*objectname',
  '*committerdate:unix',
  'taggerdate:unix',
  'symref',
]
  .map((field) => `%(${field})`)
  .join('%00');

export interface RefChoice {
  /** The remote whose branches count; null = a repository without remotes. */
  remote: string | null;
  /** The production branch as set by a person. */
  branch: string | null;
}

/** Reads branches and tags and decides which branch is production. */
export async function readRefs(git: GitProcess, choice: RefChoice): Promise<ClonedRefs> {
  const raw = await listRawRefs(git, choice.remote);
  const remotePrefix = `refs/remotes/${choice.remote}/`;
  const remoteHead = raw.find((ref) => ref.name === `${remotePrefix}HEAD`)?.symbolicTarget?.slice(remotePrefix.length);
  const branches = await mergeBranches(git, raw, remotePrefix);
  if (branches.size === 0) throw await noBranches(git, raw);
  const localHead = (await git.find(['symbolic-ref', '-q', 'HEAD']))?.replace('refs/heads/', '');
  const defaultBranch = chooseBranch(branches, choice, [remoteHead, localHead, 'main', 'master', onlyOne(branches)]);
  const tags = raw.filter((ref) => ref.name.startsWith('refs/tags/')).map(toTag);
  const refs = [...[...branches].map(([name, { sha }]) => toBranch(name, sha)), ...tags];
  return {
    refs,
    defaultBranch,
    head: branches.get(defaultBranch)?.sha ?? '',
    newestAt: newest(raw),
    digest: createHash('sha256')
      .update(JSON.stringify([defaultBranch, refs]))
      .digest('hex'),
  };
}

async function listRawRefs(git: GitProcess, remote: string | null): Promise<RawRef[]> {
  const patterns = ['refs/heads', 'refs/tags', ...(remote === null ? [] : [`refs/remotes/${remote}`])];
  const output = await git.read(['for-each-ref', `--format=${FORMAT}`, ...patterns]);
  const refs = output.split('\n').flatMap((line) => toRawRef(line.split('\0')));
  return peelNested(git, refs);
}

function toRawRef(fields: string[]): RawRef[] {
  const [name = '', type, sha = '', committed, peeledType, peeledSha = '', peeledCommitted, tagged, symref] = fields;
  const common = { name, taggedAt: toInstant(tagged), symbolicTarget: symref || null };
  if (type === 'commit') return [{ ...common, sha, isNested: false, committedAt: toInstant(committed) }];
  if (type !== 'tag') return [];
  if (peeledType === 'tag') return [{ ...common, sha, isNested: true, committedAt: null }];
  if (peeledType !== 'commit') return [];
  return [{ ...common, sha: peeledSha, isNested: false, committedAt: toInstant(peeledCommitted) }];
}

async function peelNested(git: GitProcess, refs: RawRef[]): Promise<RawRef[]> {
  const nested = refs.filter((ref) => ref.isNested);
  if (nested.length === 0) return refs;
  const questions = nested.map((ref) => `${ref.sha}^{commit}`).join('\n');
  const answers = (await git.read(['cat-file', '--batch-check=%(objectname)'], `${questions}\n`)).split('\n');
  const peeled = new Map(nested.map((ref, index) => [ref.name, answers[index] ?? '']));
  return refs
    .map((ref) => (ref.isNested ? { ...ref, sha: peeled.get(ref.name) ?? '' } : ref))
    .filter((ref) => /^[0-9a-f]{40,64}$/.test(ref.sha));
}

/** Branch name → head. Where a clone has its own and the remote's, the one that contains the other counts, else the remote's. */
async function mergeBranches(git: GitProcess, raw: RawRef[], remotePrefix: string): Promise<Map<string, RawRef>> {
  const branches = new Map<string, RawRef>();
  for (const ref of raw)
    if (ref.name.startsWith(remotePrefix) && !ref.symbolicTarget)
      branches.set(ref.name.slice(remotePrefix.length), ref);
  for (const ref of raw.filter(({ name }) => name.startsWith('refs/heads/'))) {
    const name = ref.name.slice('refs/heads/'.length);
    const remote = branches.get(name);
    if (!remote || (remote.sha !== ref.sha && (await isAncestor(git, remote.sha, ref.sha)))) branches.set(name, ref);
  }
  return branches;
}

async function isAncestor(git: GitProcess, ancestor: string, descendant: string): Promise<boolean> {
  return (await git.find(['merge-base', '--is-ancestor', ancestor, descendant])) !== null;
}

function chooseBranch(
  branches: Map<string, RawRef>,
  { branch, remote }: RefChoice,
  candidates: (string | undefined)[],
): string {
  if (branch !== null) return findNamed(branches, branch, remote);
  const found = candidates.find((name) => name !== undefined && branches.has(name));
  if (found !== undefined) return found;
  throw new SourceError(
    'BAD_SETTINGS',
    `Which branch is production? HEAD names none of ${listNames(branches)}: set \`branch\`.`,
    'branch',
  );
}

function findNamed(branches: Map<string, RawRef>, branch: string, remote: string | null): string {
  const short = branch.replace(/^refs\/(?:heads\/|remotes\/)/, '');
  const bare = remote !== null && short.startsWith(`${remote}/`) ? short.slice(remote.length + 1) : short;
  const found = [short, bare].find((name) => branches.has(name));
  if (found !== undefined) return found;
  const message = `There is no branch ${branch} in this clone: it has ${listNames(branches)}.`;
  throw new SourceError('BAD_SETTINGS', message, 'branch');
}

function onlyOne(branches: Map<string, RawRef>): string | undefined {
  return branches.size === 1 ? [...branches.keys()][0] : undefined;
}

function listNames(branches: Map<string, RawRef>): string {
  const names = [...branches.keys()];
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

async function noBranches(git: GitProcess, raw: RawRef[]): Promise<SourceError> {
  const hasCommits = raw.length > 0 || (await git.find(['rev-parse', '-q', '--verify', 'HEAD^{commit}'])) !== null;
  if (!hasCommits) return new SourceError('UNREADABLE', `The repository ${git.path} has no commits yet.`, 'path');
  const message = `The repository ${git.path} has commits but no branch (its HEAD is detached): make one with git branch.`;
  return new SourceError('UNREADABLE', message, 'path');
}

function toTag(ref: RawRef): RefRecord {
  return { kind: 'TAG', name: ref.name.slice('refs/tags/'.length), sha: ref.sha, taggedAt: ref.taggedAt };
}

function toBranch(name: string, sha: string): RefRecord {
  return { kind: 'BRANCH', name, sha, taggedAt: null };
}

/** The newest instant that the refs tell: of a commit, or of a tag made after it. */
function newest(refs: RawRef[]): Instant | null {
  const known = refs.flatMap(({ committedAt, taggedAt }) => [committedAt, taggedAt]).filter((at) => at !== null);
  return known.length === 0 ? null : known.reduce((latest, at) => Math.max(latest, at));
}
