import type { RepositoryBatch, RepositoryRecord } from '@weir/metrics';
import { z } from 'zod';
import { parseSettings } from '../parse-settings.js';
import { type Batch, type Json, type ReadContext, type Source, SourceError } from '../source.js';
import { type GitClone, openClone, shallowDigest } from './git-clone.js';
import { type Covered, readCovered, toCoverage } from './git-coverage.js';
import { type GitCursor, parseGitCursor } from './git-cursor.js';
import { type CommitChunk, type Plan, planWalks, readChunks } from './git-plan.js';
import { GitFailure, GitProcess } from './git-process.js';
import { type ClonedRefs, readRefs } from './git-refs.js';
import { describeRepository } from './describe-repository.js';

const schema = z.strictObject({
  path: z.string().trim().min(1),
  branch: z.string().trim().min(1).nullish(),
  name: z.string().trim().min(1).max(200).nullish(),
});

type GitSettings = z.infer<typeof schema>;

/** Opens a clone on this machine; the same repository by another path or working tree is the same source. */
export async function openGitSource(settings: unknown): Promise<Source> {
  const given = parseSettings('git', schema, settings);
  const clone = await openClone(given.path);
  const { name } = await describeRepository(new GitProcess(clone.path), clone, given.name ?? null);
  return new GitSource(clone, given, name);
}

class GitSource implements Source {
  readonly kind = 'GIT';
  readonly fingerprint: string;
  readonly settings: Readonly<Record<string, Json>>;

  constructor(
    { path, commonDir }: GitClone,
    private readonly given: GitSettings,
    readonly defaultName: string,
  ) {
    const { branch, name } = given;
    this.fingerprint = `git:${commonDir}`;
    this.settings = { path, ...(branch ? { branch } : {}), ...(name ? { name } : {}) };
    this.given = { ...given, path };
  }

  async *read(context: ReadContext): AsyncGenerator<Batch> {
    try {
      const clone = await openClone(this.given.path, context.signal);
      yield* readClone(new GitProcess(clone.path, context.signal), clone, { ...context, ...this.given });
    } catch (error) {
      throw error instanceof GitFailure ? toSourceError(error, this.given.path) : error;
    }
  }
}

function toSourceError(failure: GitFailure, path: string): SourceError {
  return new SourceError(
    'UNREADABLE',
    `git could not read ${path}: ${failure.message}. Does \`git fsck\` find it whole?`,
  );
}

async function* readClone(git: GitProcess, clone: GitClone, reading: ReadContext & GitSettings): AsyncGenerator<Batch> {
  const now = reading.now();
  const { remote, name, url } = await describeRepository(git, clone, reading.name ?? null);
  const refs = await readRefs(git, { remote, branch: reading.branch ?? null });
  const identity = { repository: { name, url }, shallow: await shallowDigest(clone) };
  const { cursor, isRenamed } = parseGitCursor(reading.cursor, identity);
  const knownFrom = cursor.refs === refs.digest ? (cursor.covered?.from ?? null) : null;
  const covered = await readCovered(git, clone, { refs, hasRemote: remote !== null, now, knownFrom });
  const plan = await planWalks(
    git,
    cursor,
    refs.refs.map((ref) => ref.sha),
  );
  const repository = { name, url, defaultBranch: refs.defaultBranch };
  yield* renamed(isRenamed, toBatches(git, { repository, refs, covered, cursor, plan }));
}

/** Under another name it is another repository: what was said under the old one is taken back with the first batch. */
async function* renamed(isRenamed: boolean, batches: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
  let replaces = isRenamed;
  for await (const batch of batches) {
    yield replaces ? { ...batch, replaces } : batch;
    replaces = false;
  }
}

interface State {
  repository: RepositoryRecord;
  refs: ClonedRefs;
  covered: Covered | null;
  cursor: GitCursor;
  plan: Plan;
}

/** Refs and coverage come with the last commits, so that they never point at what is not kept yet. */
async function* toBatches(git: GitProcess, state: State): AsyncGenerator<Batch> {
  const { repository, plan, cursor } = state;
  const counter = new Counter(git, repository.name, plan);
  let held: CommitChunk | null = null;
  for await (const chunk of readChunks(git, plan, cursor)) {
    if (held !== null) yield counter.toBatch({ repository, commits: held.commits }, held);
    held = chunk;
  }
  if (held === null && !hasNews(state)) return;
  const last = { commits: held?.commits ?? [], cursor: finalCursor(state) };
  yield counter.toBatch({ ...toFinal(state), commits: last.commits }, last);
}

function hasNews({ cursor, refs, covered, repository }: State): boolean {
  const isSame = JSON.stringify(cursor.covered) === JSON.stringify(covered) && cursor.repository.url === repository.url;
  return cursor.refs !== refs.digest || !isSame;
}

function finalCursor({ cursor, plan, refs, covered, repository: { name, url } }: State): GitCursor {
  return { ...cursor, repository: { name, url }, known: plan.known, walk: null, refs: refs.digest, covered };
}

function toFinal({ repository, refs, covered }: State): RepositoryBatch {
  return { repository, refs: refs.refs, coverage: toCoverage(repository.name, covered) };
}

/** Counts commits and processes from batch to batch. */
class Counter {
  private done: number;
  private requests = 0;

  constructor(
    private readonly git: GitProcess,
    private readonly name: string,
    private readonly plan: Plan,
  ) {
    this.done = plan.done;
  }

  toBatch(repository: RepositoryBatch, { commits, cursor }: CommitChunk): Batch {
    this.done += commits.length;
    const requests = this.git.started - this.requests;
    this.requests = this.git.started;
    const progress = { message: `commits of ${this.name}`, done: this.done, total: this.plan.total, requests };
    return { repositories: [repository], cursor, progress };
  }
}
