import { type Batch, type Json, type ReadContext, SourceError } from '../../source.js';
import type { GitHubClient } from '../client/github-client.js';
import { type GitHubFault, GitHubError } from '../client/github-error.js';
import type { GitHubSettings } from '../github-settings.js';
import { digestOf } from './digest.js';
import type { Parts } from './known-things.js';
import type { ListedRepositories } from './list-repositories.js';
import type { RepositoryPages } from './pages.js';
import type { ReadTeams } from './read-teams.js';
import { recheckDeployments } from './recheck.js';
import { RepositoryReader, type Turn } from './repository-reader.js';
import { forgetOtherName, RepositoryState, type Situation } from './repository-state.js';
import { RunReading } from './run-reading.js';
import { type Player, playRounds } from './rounds.js';
import { groupParts, parseSourceCursor, type SourceCursor } from './source-cursor.js';
import { SyncProgress } from './sync-progress.js';

/** So many repositories without news are told of in one batch. */
const QUIET_AT_ONCE = 50;
/** Troubles of one repository that a person has to end; the sync goes on without it and succeeds. */
const LASTING: ReadonlySet<GitHubFault> = new Set(['NOT_FOUND', 'BLOCKED', 'SSO', 'FORBIDDEN']);
/** Troubles that may be over next time; the others are read to their end, then the sync fails and says which was not. */
const PASSING: ReadonlySet<GitHubFault> = new Set(['UNREACHABLE', 'MALFORMED', 'TOO_HEAVY']);

/** How GitHub is read: by GraphQL, or by REST where there is none. */
export interface GitHubReading {
  client: GitHubClient;
  settings: GitHubSettings;
  pages: RepositoryPages;
  /** `known` are the ids of repositories that were read before, with their names. */
  listRepositories(known: ReadonlyMap<string, string>): Promise<ListedRepositories>;
  readTeams(): Promise<ReadTeams>;
}

/** Reads what is new of an owner: repositories and teams, deployments that may have changed, then repositories by rounds. */
export async function* syncGitHub(tools: GitHubReading, context: ReadContext): AsyncGenerator<Batch> {
  const sync = new Sync(tools, context);
  yield* endAtTotal(sync.read());
}

/** Whose turn it is next, and what is told only once. */
class Sync {
  private readonly cursor: SourceCursor;
  private readonly now: number;
  /** What is told of the source as a whole with the next batch. */
  private told: Pick<Batch, 'teams' | 'problems' | 'leaves'> = {};
  private parts: Parts = {};
  private readonly failures: string[] = [];
  private progress: SyncProgress;

  constructor(
    private readonly tools: GitHubReading,
    private readonly context: ReadContext,
  ) {
    this.now = context.now();
    const { since } = tools.settings;
    this.cursor = parseSourceCursor(context.cursor, since === null ? null : Date.parse(since), this.now);
    this.progress = new SyncProgress([], () => tools.client.requests);
  }

  async *read(): AsyncGenerator<Batch> {
    const known = this.openKnown();
    this.leave(known);
    // By itself: a repository may be named anew by the name it has now, and what goes must not take along what comes.
    if (this.told.leaves) yield this.toBatch([]);
    const listed = await this.tools.listRepositories(namesOf(known));
    await this.readWhole(listed);
    const situations = listed.heads.sort(newestFirst).map((head) => this.toSituation(head, known, listed));
    this.progress = new SyncProgress(situations, () => this.tools.client.requests);
    yield* this.toBatches(tellLost(listed, known));
    for await (const turns of recheckDeployments(situations, this.tools.pages)) yield* this.toBatches(turns);
    const readers = situations.map(
      (situation) =>
        new RepositoryReader(situation, {
          pages: this.tools.pages,
          runs: new RunReading(situation, this.tools.client),
        }),
    );
    const quiet = readers.filter((reader) => reader.isIdle());
    for (let from = 0; from < quiet.length; from += QUIET_AT_ONCE)
      yield* this.toBatches(quiet.slice(from, from + QUIET_AT_ONCE).flatMap((reader) => reader.conclude() ?? []));
    yield* this.playRounds(readers.filter((reader) => !quiet.includes(reader)));
    if (Object.keys(this.told).length > 0) yield this.toBatch([]);
    if (this.failures.length > 0) throw toFailure(this.failures);
  }

  private async *playRounds(readers: RepositoryReader[]): AsyncGenerator<Batch> {
    const players = readers.map((reader): Player<Turn> => ({ takeTurn: () => this.takeTurn(reader) }));
    for await (const turn of playRounds(players)) yield this.toBatch([turn]);
  }

  /** What goes wrong with one repository does not stop the others. */
  private async takeTurn(reader: RepositoryReader): Promise<Turn | null> {
    try {
      return await reader.takeTurn();
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (LASTING.has(error.fault)) return reader.giveUp(error.message);
      if (!PASSING.has(error.fault)) throw error;
      this.failures.push(`${reader.situation.key.name}: ${error.message}`);
      this.progress.giveUp(reader.situation.key.id);
      return null;
    }
  }

  private openKnown(): Map<string, RepositoryState> {
    const groups = groupParts(this.context.cursors);
    const states = [...groups].map(([id, parts]): [string, RepositoryState] => [id, new RepositoryState(id, parts)]);
    return new Map(states.filter(([, { part }]) => part.told !== null));
  }

  /** Repositories that the settings name no more are not read any more, and taken out. */
  private leave(known: Map<string, RepositoryState>): void {
    const { repositories } = this.tools.settings;
    if (repositories === null) return;
    const named = new Set(repositories.map((name) => name.toLowerCase()));
    for (const [id, { part }] of known) {
      // A renamed one may be named by either of its names.
      const names = [part.namedAs, part.told?.name.split('/').at(-1)];
      if (names.some((name) => name && named.has(name.toLowerCase()))) continue;
      known.delete(id);
      this.told.leaves = [...(this.told.leaves ?? []), part.told?.name ?? ''];
      this.drop(id);
    }
  }

  private drop(id: string): void {
    for (const key of Object.keys(this.context.cursors))
      if (key === id || key.startsWith(`${id}/`)) this.parts[key] = null;
  }

  /** What is read of the source as a whole: its teams, and what kept it from being read. */
  private async readWhole({ isOrganization, heads, problems }: ListedRepositories): Promise<void> {
    // Who is shown no repository cannot tell whether the owner has teams: those known stay.
    const none = { teams: heads.length === 0 ? null : [], problem: null };
    const { teams, problem } = isOrganization ? await this.tools.readTeams() : none;
    const digest = teams === null ? this.cursor.teams : digestOf(teams);
    if (teams !== null && digest !== this.cursor.teams) this.told.teams = teams;
    const all = problem === null ? problems : [...problems, problem];
    if (JSON.stringify(all) !== JSON.stringify(this.cursor.problems)) this.told.problems = all;
    Object.assign(this.cursor, { teams: digest, problems: all });
  }

  private toSituation(
    head: Situation['head'],
    known: Map<string, RepositoryState>,
    listed: ListedRepositories,
  ): Situation {
    const state = known.get(head.id) ?? new RepositoryState(head.id, {});
    state.part.namedAs = listed.namedAs.get(head.id) ?? null;
    const key = { id: head.id, name: head.nameWithOwner };
    const situation = { key, head, state, from: this.cursor.from, now: this.now };
    forgetOtherName(situation);
    return situation;
  }

  private *toBatches(turns: Turn[]): Generator<Batch> {
    if (turns.length > 0) yield this.toBatch(turns);
  }

  private toBatch(turns: Turn[]): Batch {
    const cursors = Object.assign(this.parts, ...turns.map(({ parts }) => parts)) as Record<string, Json>;
    const batch = {
      repositories: turns.map(({ batch: each }) => each),
      ...this.told,
      cursor: { ...this.cursor },
      cursors,
      progress: this.progress.add(turns),
    };
    this.told = {};
    this.parts = {};
    return batch;
  }
}

/** Known ones that GitHub does not show any more keep their data, and say why they get no more. */
function tellLost({ lost, heads }: ListedRepositories, known: Map<string, RepositoryState>): Turn[] {
  const taken = new Set(heads.map(({ nameWithOwner }) => nameWithOwner.toLowerCase()));
  return [...lost].flatMap(([id, problem]) => {
    const state = known.get(id);
    const told = state?.part.told;
    if (!state || !told || taken.has(told.name.toLowerCase()) || state.part.problems.join() === problem) return [];
    state.part.problems = [problem];
    return [
      {
        batch: { repository: { ...told, externalId: id }, problems: [problem] },
        parts: state.takeChanged(),
        isDone: true,
      },
    ];
  });
}

function namesOf(known: Map<string, RepositoryState>): Map<string, string> {
  return new Map([...known].map(([id, { part }]) => [id, part.told?.name ?? id]));
}

function newestFirst(a: Situation['head'], b: Situation['head']): number {
  return Date.parse(b.pushedAt ?? '1970-01-01') - Date.parse(a.pushedAt ?? '1970-01-01');
}

function toFailure(failures: string[]): SourceError {
  const which = failures.length === 1 ? 'One repository' : `${failures.length} repositories`;
  const told = failures.slice(0, 5).join(' · ');
  const rest = failures.length > 5 ? ` · and ${failures.length - 5} more.` : '';
  return new SourceError(
    'UNREACHABLE',
    `${which} could not be read: ${told}${rest} What was read is kept, the other repositories are up to date; the next sync goes on where this one stopped.`,
  );
}

/** Holds one batch back, so that the last one says that everything is read. */
async function* endAtTotal(batches: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
  let held: Batch | null = null;
  try {
    for await (const batch of batches) {
      if (held) yield held;
      held = batch;
    }
  } catch (error) {
    if (held) yield held;
    throw error;
  }
  if (held) yield { ...held, progress: { ...held.progress, done: held.progress.total ?? held.progress.done } };
}
