import type { CoverageRecord, IssueRecord, PullRequestRecord, RepositoryBatch, Subject } from '@weir/metrics';
import { GitHubError } from '../client/github-error.js';
import { CommitReading } from './commit-reading.js';
import { readDeployments } from './deployment-reading.js';
import type { Parts } from './known-things.js';
import { ListReading } from './list-reading.js';
import { growPage, shrinkPage } from './page-size.js';
import type { PageAnswer, PageAsk, RepositoryPages, ThingKind } from './pages.js';
import type { Reading } from './reading.js';
import { isReconciliationDue, kindsToReconcile, reconcile } from './reconciliation.js';
import { RefReading } from './ref-reading.js';
import { ReleaseReading } from './release-reading.js';
import type { RunReading } from './run-reading.js';
import { type Situation, toldOf } from './repository-state.js';
import type { Player } from './rounds.js';

/** What one turn brought of a repository, and the parts of the cursor that hold once it is kept. */
export interface Turn {
  batch: RepositoryBatch;
  parts: Parts;
  /** Nothing is left to do for this repository. */
  isDone: boolean;
}

export interface ReaderTools {
  pages: RepositoryPages;
  /** Reads the runs of workflows, which only REST tells. */
  runs: RunReading;
}

/** Reads what is new of one repository, a page of everything at a time. */
export class RepositoryReader implements Player<Turn> {
  private readonly readings: Reading[];
  private readonly commits: CommitReading;
  private readonly bySubject: [Subject, Reading[]][];
  private readonly refused = new Map<string, string>();
  /** Kinds of things that are still to be compared with what there is. */
  private unreconciled: ThingKind[];
  private isDone = false;

  constructor(
    readonly situation: Situation,
    private readonly tools: ReaderTools,
  ) {
    this.unreconciled = kindsToReconcile(situation);
    const isWhole = isReconciliationDue(situation);
    const pullRequests = new ListReading<PullRequestRecord>(situation, 'pullRequests', putPullRequests);
    const issues = situation.head.hasIssuesEnabled
      ? [new ListReading<IssueRecord>(situation, 'issues', putIssues)]
      : [];
    const deployments = readDeployments(situation);
    const others = [new ReleaseReading(situation, isWhole), new RefReading(situation, isWhole)];
    this.commits = new CommitReading(situation);
    this.readings = [pullRequests, ...issues, deployments, ...others, this.commits];
    this.bySubject = [
      ['CHANGES', [pullRequests]],
      ['REVIEWS', [pullRequests]],
      ['DEPLOYMENTS', [deployments, ...others]],
      ...issues.map((one): [Subject, Reading[]] => ['INCIDENTS', [one]]),
    ];
  }

  /** Nothing is known to be new. */
  isIdle(): boolean {
    return this.unreconciled.length === 0 && !this.isReading() && !this.commits.hasPending();
  }

  /** Goes on until there is something to keep. */
  async takeTurn(): Promise<Turn | null> {
    while (!this.isDone) {
      const batch = this.newBatch();
      await this.step(batch);
      const turn = this.conclude(batch);
      if (turn) return turn;
    }
    return null;
  }

  /** What is to be kept of a step, with the coverage of what is read to its end. */
  conclude(batch: RepositoryBatch = this.newBatch()): Turn | null {
    if (this.isIdle()) this.finish();
    this.tellCoverage(batch);
    this.tellProblems(batch);
    const { part } = this.situation.state;
    const told = toldOf(this.situation.head);
    const isTold = JSON.stringify(told) === JSON.stringify(part.told);
    part.told = told;
    const parts = this.situation.state.takeChanged();
    return isTold && Object.keys(batch).length === 1 && Object.keys(parts).length === 0
      ? null
      : { batch, parts, isDone: this.isDone };
  }

  /** It cannot be read, and a person has to do something about it; what was read stays. */
  giveUp(problem: string): Turn | null {
    const { key, state } = this.situation;
    this.isDone = true;
    const problems = [withName(key.name, problem)];
    if (JSON.stringify(problems) === JSON.stringify(state.part.problems)) return null;
    return {
      batch: { ...this.newBatch(), problems },
      parts: state.keepOnly(problems, toldOf(this.situation.head)),
      isDone: true,
    };
  }

  private async step(batch: RepositoryBatch): Promise<void> {
    if (this.isReading()) await Promise.all([this.readPages(batch), this.readRuns(batch)]);
    else if (this.commits.hasPending()) await this.commits.readPending(this.tools.pages, batch);
    else if (this.unreconciled.length > 0) await this.reconcile(batch);
  }

  private isReading(): boolean {
    return this.tools.runs.isOpen() || this.readings.some((reading) => reading.isOpen());
  }

  private async readPages(batch: RepositoryBatch): Promise<void> {
    const open = this.readings.filter((reading) => reading.isOpen());
    if (open.length === 0) return;
    const { asked, answer } = await this.askPages(open);
    for (const reading of asked) {
      const refusal = answer.refused?.[reading.field];
      if (refusal === undefined) reading.take(answer, batch);
      else this.refuse(reading, refusal);
    }
  }

  /**
   * A page that is too heavy for GitHub is halved, at last asked for one kind of thing at a time; the size that worked is
   * remembered.
   */
  private async askPages(open: Reading[]): Promise<{ asked: Reading[]; answer: PageAnswer }> {
    const { part } = this.situation.state;
    let asked = open;
    for (;;) {
      const canShrink = part.pageSize > 1 || asked.length > 1;
      try {
        return { asked, answer: await this.askOnce(asked, canShrink) };
      } catch (error) {
        if (!canShrink || !isTooHeavy(error)) throw error;
        if (part.pageSize === 1) asked = asked.slice(0, 1);
        part.pageSize = shrinkPage(part.pageSize);
      }
    }
  }

  private async askOnce(asked: Reading[], canShrink: boolean): Promise<PageAnswer> {
    const { part } = this.situation.state;
    const began = performance.now();
    const ask = Object.assign({}, ...asked.map((reading) => reading.ask(part.pageSize))) as PageAsk;
    const answer = await this.tools.pages.read(this.situation.key, ask, { canShrink });
    part.pageSize = growPage(part.pageSize, performance.now() - began);
    return answer;
  }

  private refuse(reading: Reading, sentence: string): void {
    reading.refuse();
    this.refused.set(reading.field, sentence);
  }

  private async readRuns(batch: RepositoryBatch): Promise<void> {
    if (!this.tools.runs.isOpen()) return;
    await this.tools.runs.read(batch);
    if (this.tools.runs.refusal !== null) this.refused.set('runs', this.tools.runs.refusal);
  }

  private async reconcile(batch: RepositoryBatch): Promise<void> {
    await reconcile(this.situation, this.unreconciled, this.tools.pages, batch);
    this.unreconciled = [];
  }

  private finish(): void {
    this.commits.finish();
    this.situation.state.part.reconciledAt ??= this.situation.now;
    this.isDone = true;
  }

  private tellCoverage(batch: RepositoryBatch): void {
    const { state, from, now, key } = this.situation;
    if (this.unreconciled.length > 0) return;
    const ended = this.bySubject.filter(([, readings]) => readings.every((reading) => this.isRead(reading)));
    const subjects = ended
      .map(([subject]) => subject)
      .filter((subject) => subject !== 'DEPLOYMENTS' || this.areRunsRead());
    if (this.isDone && this.isRead(this.commits)) subjects.push('COMMITS');
    const news = subjects.filter((subject) => `${state.part.covered[subject]}` !== `${[from, now]}`);
    if (news.length === 0 || from >= now) return;
    for (const subject of news) state.part.covered[subject] = [from, now];
    batch.coverage = news.map((subject): CoverageRecord => ({ repository: key.name, subject, from, to: now }));
  }

  /** Where deployments are stated, runs of workflows say nothing more, and may be left unread. */
  private areRunsRead(): boolean {
    const { runs } = this.tools;
    return !runs.isOpen() && (runs.refusal === null || (this.situation.head.deployments?.totalCount ?? 0) > 0);
  }

  private isRead(reading: Reading): boolean {
    // Without the permission for the branch it cannot even be known that there are commits.
    const isHidden = reading === this.commits && this.situation.head.defaultBranchRef === undefined;
    return !reading.isOpen() && !this.refused.has(reading.field) && !isHidden;
  }

  /** Told at the end, when all of them are known; what kept it from being read before is over. */
  private tellProblems(batch: RepositoryBatch): void {
    const { part } = this.situation.state;
    const problems = [...this.refused.values()];
    if (!this.isDone || JSON.stringify(problems) === JSON.stringify(part.problems)) return;
    part.problems = problems;
    batch.problems = problems;
  }

  private newBatch(): RepositoryBatch {
    const { url, defaultBranch } = toldOf(this.situation.head);
    return { repository: { name: this.situation.key.name, url, defaultBranch, externalId: this.situation.key.id } };
  }
}

/** A sentence that says which repository it is of. */
export function withName(name: string, sentence: string): string {
  return sentence.includes(name) ? sentence : `${name} could not be read: ${sentence}`;
}

const isTooHeavy = (error: unknown): boolean => error instanceof GitHubError && error.fault === 'TOO_HEAVY';

function putPullRequests(items: { record: PullRequestRecord }[], batch: RepositoryBatch): void {
  if (items.length > 0) batch.pullRequests = items.map(({ record }) => record);
}

function putIssues(items: { record: IssueRecord }[], batch: RepositoryBatch): void {
  if (items.length > 0) batch.issues = items.map(({ record }) => record);
}
