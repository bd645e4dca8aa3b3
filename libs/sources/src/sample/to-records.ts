import { hash } from 'node:crypto';
import type {
  CommitRecord,
  DeploymentRecord,
  Instant,
  IssueRecord,
  OwnCommit,
  PullRequestRecord,
  RefRecord,
  RepositoryRecord,
  ThingEvent,
} from '@weir/metrics';
import type { PlannedChange, PlannedDeployment, PlannedIssue, ServicePlan } from './plan.js';
import { OWNER, type Service } from './services.js';
import { MINUTE, type TimeFrame } from './time-frame.js';

const MAIN = 'main';

export function toRepository({ name }: Service, { seed }: TimeFrame): RepositoryRecord {
  const externalId = `R_${toHex(`${seed}/${name}`).slice(0, 16)}`;
  return { name: `${OWNER}/${name}`, url: null, defaultBranch: MAIN, externalId };
}

const toHex = (what: string): string => hash('sha1', what, 'hex');

/** Shows of a plan what has happened up to an instant, in the records that a sync of GitHub yields. */
export class ServiceRecords {
  readonly repository: RepositoryRecord;
  private readonly until: Instant;
  private readonly shas: string;
  /** Merged ones, in the order of merging. */
  private readonly line: PlannedChange[];
  private readonly mergeShas = new Map<PlannedChange, string>();
  private readonly positions = new Map<PlannedChange, number>();

  constructor(
    readonly plan: ServicePlan,
    frame: TimeFrame,
  ) {
    const { until, seed, startAt } = frame;
    this.until = until;
    this.repository = toRepository(plan.service, frame);
    this.shas = `${seed}/${startAt}/${this.repository.name}`;
    this.line = plan.changes
      .filter(({ mergedAt }) => mergedAt <= until)
      .sort((one, other) => one.mergedAt - other.mergedAt);
    this.line.forEach((change, index) => this.positions.set(change, index));
  }

  toRefs(): RefRecord[] {
    const newest = this.line.at(-1);
    const head: RefRecord = {
      kind: 'BRANCH',
      name: MAIN,
      sha: newest ? this.mergeShaOf(newest) : this.rootSha(),
      taggedAt: null,
    };
    const tagged = this.plan.deployments.flatMap(({ tag, change, createdAt }): RefRecord[] =>
      tag === null || createdAt > this.until
        ? []
        : [{ kind: 'TAG', name: tag, sha: this.mergeShaOf(change), taggedAt: createdAt }],
    );
    return [head, ...tagged];
  }

  /** The commit that the history begins with. */
  toRootCommit(): CommitRecord {
    const at = this.plan.startAt;
    const author = { authorName: 'Ruth Okafor', authorEmail: 'ruthokafor@harbour.example' };
    return { sha: this.rootSha(), parents: [], ...author, authoredAt: at, committedAt: at, message: 'Begin' };
  }

  /** What a merge brings to the production branch: a squash, or the own commits and their merge. */
  toCommits(change: PlannedChange): CommitRecord[] {
    const tip = this.tipBefore(this.positions.get(change) ?? 0);
    if (this.plan.service.merges === 'SQUASH') {
      return [
        this.toCommit(change, {
          sha: this.mergeShaOf(change),
          parents: [tip],
          at: change.mergedAt,
          message: squashMessage(change),
        }),
      ];
    }
    const own = change.commits.map(({ at, text }, index) => {
      const parent = index === 0 ? this.baseOf(change) : this.ownShaOf(change, index - 1);
      return this.toCommit(change, { sha: this.ownShaOf(change, index), parents: [parent], at, message: text });
    });
    const parents = [tip, own.at(-1)?.sha ?? tip];
    const message = `Merge pull request #${change.number} from ${OWNER}/${change.branch}\n\n${change.title()}`;
    return [...own, this.toCommit(change, { sha: this.mergeShaOf(change), parents, at: change.mergedAt, message })];
  }

  toPullRequest(change: PlannedChange): PullRequestRecord {
    const has = (at: Instant | null): at is Instant => at !== null && at <= this.until;
    const isMerged = has(change.mergedAt);
    const isClosed = has(change.closedAt);
    return {
      number: change.number,
      title: change.title(),
      body: change.body(),
      url: null,
      author: change.author,
      authorIsBot: change.authorIsBot,
      state: isMerged ? 'MERGED' : isClosed ? 'CLOSED' : 'OPEN',
      isDraft: change.readyAt !== null && !has(change.readyAt) && !isMerged,
      openedAt: change.openedAt,
      mergedAt: isMerged ? change.mergedAt : null,
      closedAt: isMerged ? change.mergedAt : isClosed ? change.closedAt : null,
      mergeSha: isMerged ? this.mergeShaOf(change) : null,
      baseBranch: MAIN,
      headBranch: change.branch,
      headIsSameRepository: true,
      additions: change.additions,
      deletions: change.deletions,
      changedFiles: change.changedFiles,
      labels: change.labels,
      commits: this.toOwnCommits(change),
      reviews: change.reviews
        .filter(({ at }) => has(at))
        .map(({ author, isBot, state, at }) => ({ author, authorIsBot: isBot, state, submittedAt: at })),
      draftEvents: has(change.readyAt) ? [{ kind: 'READY', at: change.readyAt }] : [],
      events: this.toEvents(change),
      closingIssues: change.closes === null ? [] : [`${this.repository.name}#${change.closes.number}`],
      stated: {},
    };
  }

  toIssue(issue: PlannedIssue): IssueRecord {
    const isClosed = issue.closedAt <= this.until;
    const { assigned } = issue;
    const isAssigned = assigned !== null && assigned.at <= this.until;
    const labeled = issue.labels.map((label): ThingEvent => ({ kind: 'LABELED', at: issue.createdAt, label }));
    return {
      number: issue.number,
      title: issue.title,
      body: issue.body(),
      url: null,
      author: issue.author,
      authorIsBot: false,
      state: isClosed ? 'CLOSED' : 'OPEN',
      stateReason: isClosed ? issue.reason : null,
      labels: issue.labels,
      assignees: isAssigned ? [assigned.login] : [],
      createdAt: issue.createdAt,
      closedAt: isClosed ? issue.closedAt : null,
      events: [
        ...labeled,
        ...(isAssigned ? [{ kind: 'ASSIGNED', at: assigned.at, person: assigned.login } as const] : []),
        ...(isClosed ? [{ kind: 'CLOSED', at: issue.closedAt } as const] : []),
      ],
    };
  }

  toDeployment(deployment: PlannedDeployment): DeploymentRecord {
    const { id, rule, environment, change, tag, succeeds, createdAt, finishedAt } = deployment;
    const isFinished = finishedAt <= this.until;
    return {
      key: `${KEYS[rule]}:${id}`,
      rule,
      externalId: String(id),
      service: null,
      environment,
      sha: this.mergeShaOf(change),
      sourceShas: [],
      ref: tag ?? MAIN,
      url: null,
      status: isFinished ? (succeeds ? 'SUCCEEDED' : 'FAILED') : 'PENDING',
      createdAt,
      finishedAt: isFinished ? finishedAt : null,
      runId: rule === 'WORKFLOW_RUNS' ? String(id) : null,
    };
  }

  private toOwnCommits(change: PlannedChange): OwnCommit[] {
    return change.commits.flatMap(({ at, text }, index) =>
      at > this.until ? [] : [{ sha: this.ownShaOf(change, index), authoredAt: at, isMerge: false, message: text }],
    );
  }

  private toEvents(change: PlannedChange): ThingEvent[] {
    const { openedAt, readyAt, mergedAt, closedAt, labels, reviewers } = change;
    const askedAt = (readyAt ?? openedAt) + MINUTE;
    const events: ThingEvent[] = [
      ...labels.map((label): ThingEvent => ({ kind: 'LABELED', at: openedAt, label })),
      ...reviewers.map((person): ThingEvent => ({ kind: 'REVIEW_REQUESTED', at: askedAt, person })),
      { kind: 'CLOSED', at: Math.min(mergedAt, closedAt) },
    ];
    return events.filter(({ at }) => at <= this.until);
  }

  private toCommit(
    { author, authorName }: PlannedChange,
    { sha, parents, at, message }: { sha: string; parents: string[]; at: Instant; message: string },
  ): CommitRecord {
    const authorEmail = `${author}@harbour.example`;
    return { sha, parents, authorName, authorEmail, authoredAt: at, committedAt: at, message };
  }

  /** The production branch's head when the first own commit was made. */
  private baseOf(change: PlannedChange): string {
    const begunAt = change.commits[0]?.at ?? change.openedAt;
    const position = this.line.findLastIndex(({ mergedAt }) => mergedAt <= begunAt);
    return this.tipBefore(position + 1);
  }

  private tipBefore(position: number): string {
    const before = this.line[position - 1];
    return before ? this.mergeShaOf(before) : this.rootSha();
  }

  private rootSha(): string {
    return this.toSha('root');
  }

  private mergeShaOf(change: PlannedChange): string {
    const known = this.mergeShas.get(change);
    if (known !== undefined) return known;
    const sha = this.toSha(`${change.id}/merge`);
    this.mergeShas.set(change, sha);
    return sha;
  }

  private ownShaOf({ id }: PlannedChange, index: number): string {
    return this.toSha(`${id}/${index}`);
  }

  private toSha(what: string): string {
    return toHex(`${this.shas}/${what}`);
  }
}

const KEYS: Partial<Record<DeploymentRecord['rule'], string>> = {
  GITHUB_DEPLOYMENTS: 'deployment',
  WORKFLOW_RUNS: 'run',
  RELEASES: 'release',
};

function squashMessage(change: PlannedChange): string {
  const trailers = change.commits.flatMap(({ text }) =>
    text.split('\n').filter((line) => /^co-authored-by:/i.test(line)),
  );
  const subject = `${change.title()} (#${change.number})`;
  return [subject, ...new Set(trailers)].join('\n\n');
}
