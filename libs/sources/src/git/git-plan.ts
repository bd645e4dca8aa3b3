import type { CommitRecord } from '@weir/metrics';
import { readCommits, surveyWalk, type Walk, type WalkSurvey } from './git-commits.js';
import type { GitCursor } from './git-cursor.js';
import type { GitProcess } from './git-process.js';

const BATCH_SIZE = 2000;

/** One walk through the graph; the first `done` commits of it were yielded before. */
interface Step {
  walk: Walk;
  total: number;
  done: number;
  /** What is known once the walk is through. */
  knownAfter: string[];
}

/** A reading: an interrupted walk to its end, then what is new since it was begun. */
export interface Plan {
  steps: Step[];
  total: number;
  done: number;
  known: string[];
}

/** Decides what to walk, from what was read before and the commits that refs point at now. */
export async function planWalks(git: GitProcess, cursor: GitCursor, refShas: string[]): Promise<Plan> {
  const resumed = cursor.walk && (await resumeStep(git, cursor, cursor.walk));
  const known = resumed ? resumed.knownAfter : cursor.known;
  const fresh = await freshStep(git, known, refShas);
  const steps = [resumed, fresh].filter((step) => step !== null && step.total > 0) as Step[];
  const current = new Set(refShas);
  return {
    steps,
    total: steps.reduce((sum, step) => sum + step.total, 0),
    done: steps.reduce((sum, step) => sum + step.done, 0),
    known: (fresh?.knownAfter ?? known).filter((sha) => current.has(sha)),
  };
}

async function freshStep(git: GitProcess, known: string[], refShas: string[]): Promise<Step | null> {
  const read = new Set(known);
  const heads = [...new Set(refShas)].filter((sha) => !read.has(sha)).sort();
  return heads.length === 0 ? null : toStep({ heads, known }, await surveyWalk(git, { heads, known }));
}

/** An interrupted walk goes on only exactly where it stopped; otherwise (a ref was pruned, say) it starts again. */
async function resumeStep(git: GitProcess, cursor: GitCursor, stopped: NonNullable<GitCursor['walk']>): Promise<Step> {
  const walk = { heads: stopped.heads, known: cursor.known };
  const step = toStep(walk, await surveyWalk(git, walk));
  const isIntact = (await shaAt(git, step.walk, stopped.done - 1)) === stopped.last;
  return isIntact ? { ...step, done: stopped.done } : step;
}

async function shaAt(git: GitProcess, walk: Walk, index: number): Promise<string | null> {
  if (walk.heads.length === 0) return null;
  for await (const commit of readCommits(git, walk, index)) return commit.sha;
  return null;
}

/** Only a walk's tips are kept as its heads: they reach the same commits, and a cursor stays small. */
function toStep(walk: Walk, { tips, total, builtUpon }: WalkSurvey): Step {
  const knownAfter = [...new Set([...walk.known.filter((sha) => !builtUpon.has(sha)), ...tips])].sort();
  return { walk: { heads: tips, known: walk.known }, total, done: 0, knownAfter };
}

/** Some commits, and the cursor that holds once they are kept. */
export interface CommitChunk {
  commits: CommitRecord[];
  cursor: GitCursor;
}

/** The commits of a plan in batches; the last one of each walk may be small or empty. */
export async function* readChunks(git: GitProcess, plan: Plan, cursor: GitCursor): AsyncGenerator<CommitChunk> {
  for (const { walk, done, knownAfter } of plan.steps) {
    let commits: CommitRecord[] = [];
    let position = done;
    for await (const commit of readCommits(git, walk, done)) {
      commits.push(commit);
      position += 1;
      if (commits.length < BATCH_SIZE) continue;
      yield {
        commits,
        cursor: { ...cursor, known: walk.known, walk: { heads: walk.heads, done: position, last: commit.sha } },
      };
      commits = [];
    }
    yield { commits, cursor: { ...cursor, known: knownAfter, walk: null } };
  }
}
