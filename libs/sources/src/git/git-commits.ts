import type { CommitRecord, Instant } from '@weir/metrics';
import { toCalendarInstant } from '../calendar-instant.js';
import { cutMessage } from '../cut-message.js';
import type { GitProcess } from './git-process.js';

/** Author as written (no mailmap: it is not there in every clone, and several names can be one person in settings). */
const FIELDS = ['%H', '%P', '%an', '%ae', '%at', '%ct', '%B'];
const LOG = ['log', '-z', '--encoding=UTF-8', '--no-color', '--no-notes', '--no-decorate'];
/** In this order: git takes the revisions in as soon as it sees `--stdin`, and must know by then that some may be gone. */
const FROM_INPUT = ['--ignore-missing', '--stdin'];

/** What is to be read: all that `heads` reach and `known` do not. */
export interface Walk {
  heads: string[];
  known: string[];
}

/** Unix seconds as git prints them; null when absent, unreadable or beyond what a calendar holds. */
export function toInstant(seconds: string | undefined): Instant | null {
  if (!seconds || !/^-?\d+$/.test(seconds)) return null;
  return toCalendarInstant(Number(seconds) * 1000);
}

/** Streams commits, newest first; the order is the same every time, so `skip` resumes. */
export async function* readCommits(git: GitProcess, walk: Walk, skip: number): AsyncGenerator<CommitRecord> {
  const args = [...LOG, ...FROM_INPUT, `--skip=${skip}`, `--format=${FIELDS.join('%x00')}`];
  let fields: string[] = [];
  for await (const field of splitAtNul(git.stream(args, revisions(walk)))) {
    fields.push(field);
    if (fields.length < FIELDS.length) continue;
    yield toCommit(fields);
    fields = [];
  }
}

export interface WalkSurvey {
  total: number;
  /** The heads that no other commit of the walk descends from. */
  tips: string[];
  /** Those of `known` that a commit of the walk builds upon. */
  builtUpon: Set<string>;
}

/** Counts a walk and finds its tips, so that a cursor need not keep every ref. */
export async function surveyWalk(git: GitProcess, walk: Walk): Promise<WalkSurvey> {
  const unseen = new Set(walk.heads);
  const tips = new Set<string>();
  const parentsOfWalk = new Set<string>();
  const watched = new Set([...walk.heads, ...walk.known]);
  let total = 0;
  const lines = splitLines(git.stream(['rev-list', '--parents', ...FROM_INPUT], revisions(walk)));
  for await (const line of lines) {
    const [sha = '', ...parents] = line.split(' ');
    total += 1;
    if (unseen.delete(sha)) tips.add(sha);
    for (const parent of parents) if (watched.has(parent)) parentsOfWalk.add(parent);
  }
  return { total, tips: [...tips].filter((sha) => !parentsOfWalk.has(sha)).sort(), builtUpon: parentsOfWalk };
}

/** Committer dates of a branch's first-parent line, newest first. */
export async function* readLineDates(git: GitProcess, head: string): AsyncGenerator<Instant> {
  for await (const line of splitLines(
    git.stream(['log', '--first-parent', '--no-decorate', '--format=%ct', head, '--']),
  )) {
    const at = toInstant(line);
    if (at !== null) yield at;
  }
}

function revisions({ heads, known }: Walk): string {
  return [...heads, ...known.map((sha) => `^${sha}`)].join('\n') + '\n';
}

function toCommit(fields: string[]): CommitRecord {
  const [sha = '', parents = '', authorName = '', authorEmail = '', authored, committed, message = ''] = fields;
  // A date that git cannot read is taken from the commit's other one; the epoch stands for a commit without any.
  const authoredAt = toInstant(authored) ?? toInstant(committed) ?? 0;
  const committedAt = toInstant(committed) ?? authoredAt;
  return {
    sha,
    parents: parents ? parents.split(' ') : [],
    authorName,
    authorEmail,
    authoredAt,
    committedAt,
    message: cutMessage(message.replace(/\n+$/, '')),
  };
}

async function* splitAtNul(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  yield* split(chunks, '\0');
}

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  yield* split(chunks, '\n');
}

/** Pieces that end with `separator`; bytes that are no UTF-8 become U+FFFD. */
async function* split(chunks: AsyncIterable<Buffer>, separator: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const chunk of chunks) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split(separator);
    // Only what is new is searched: one message can be as long as hundreds of chunks.
    rest += first;
    for (const next of others) {
      yield rest;
      rest = next;
    }
  }
}
