import type {
  CommitRecord,
  DeploymentRecord,
  IncidentRecord,
  Instant,
  PullRequestRecord,
  RepositoryHistory,
  ReviewRecord,
  ReviewState,
} from '@weir/metrics';

/** `2026-03-02 09:00` (UTC) as an instant. */
export function at(text: string): Instant {
  const instant = Date.parse(`${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(instant)) throw new Error(`"${text}" is no instant: write 2026-03-02 09:00`);
  return instant;
}

const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The sha of a commit that a story calls by a short name. */
export function shaOf(name: string): string {
  const hex = [...name].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  if (hex.length > 40) throw new Error(`The commit name "${name}" is longer than 20 letters`);
  return hex.padEnd(40, '0');
}

/** A review of a story: `review('APPROVED', '2026-03-03 10:00', 'ben')`. */
export function review(state: ReviewState, when: string, author: string): ReviewRecord {
  return { author, authorIsBot: author.endsWith('[bot]'), state, submittedAt: at(when) };
}

interface CommitOptions {
  parents?: string[];
  message?: string;
  author?: string;
  /** Differs from the commit's date where it was rebased, squashed or picked later. */
  authored?: string;
}

interface PullRequestOptions extends Partial<Omit<PullRequestRecord, 'openedAt' | 'mergedAt' | 'mergeSha'>> {
  opened?: string;
  merged?: string;
  /** The commit that merged it. */
  commit?: string;
}

interface DeploymentOptions extends Partial<Omit<DeploymentRecord, 'createdAt' | 'finishedAt' | 'sha'>> {
  commit?: string;
  created?: string;
}

interface IncidentOptions extends Partial<Omit<IncidentRecord, 'startedAt' | 'resolvedAt'>> {
  resolved?: string;
}

/** Tells a repository's history in the words of a story. Each call adds one record; `build` gives what is derived from. */
export class HistoryBuilder {
  private readonly history: RepositoryHistory;
  private last: string | null = null;

  constructor(name = 'acme/shop') {
    this.history = {
      repository: { name, url: `https://github.com/${name}`, defaultBranch: 'main' },
      commits: [],
      refs: [],
      pullRequests: [],
      deployments: [],
      incidents: [],
      coverage: [],
      fixedRule: null,
    };
  }

  /** A commit on top of the last one told, unless it names its parents. */
  commit(name: string, when: string, options: CommitOptions = {}): this {
    const parents = options.parents ?? (this.last === null ? [] : [this.last]);
    const record: CommitRecord = {
      sha: shaOf(name),
      parents: parents.map(shaOf),
      authorName: options.author ?? 'ann',
      authorEmail: 'someone@acme.example',
      authoredAt: at(options.authored ?? when),
      committedAt: at(when),
      message: options.message ?? name,
    };
    this.history.commits.push(record);
    this.last = name;
    return this;
  }

  branch(name: string, commit: string): this {
    this.history.refs.push({ kind: 'BRANCH', name, sha: shaOf(commit), taggedAt: null });
    return this;
  }

  /** A lightweight tag, unless a tagger's date is told. */
  tag(name: string, commit: string, tagged?: string): this {
    this.history.refs.push({
      kind: 'TAG',
      name,
      sha: shaOf(commit),
      taggedAt: tagged === undefined ? null : at(tagged),
    });
    return this;
  }

  /** Merged into main by ann, commits, reviews and draft events read and empty, unless told otherwise. */
  pullRequest(number: number, { opened, merged, commit, ...options }: PullRequestOptions): this {
    const mergedAt = merged === undefined ? null : at(merged);
    this.history.pullRequests.push({
      number,
      title: `Change ${number}`,
      body: null,
      url: null,
      author: 'ann',
      authorIsBot: null,
      state: mergedAt === null ? 'OPEN' : 'MERGED',
      isDraft: false,
      openedAt: opened === undefined ? null : at(opened),
      mergedAt,
      closedAt: mergedAt,
      mergeSha: commit === undefined ? null : shaOf(commit),
      baseBranch: 'main',
      headBranch: `feature-${number}`,
      headIsSameRepository: true,
      additions: null,
      deletions: null,
      changedFiles: null,
      labels: [],
      commits: [],
      reviews: [],
      draftEvents: [],
      stated: {},
      ...options,
    });
    return this;
  }

  /** A success in production reported by a push, begun when it finished, unless told otherwise. */
  deploy(key: string, finished: string, { commit, created, ...options }: DeploymentOptions = {}): this {
    this.history.deployments.push({
      key,
      rule: 'PUSHED',
      externalId: null,
      service: null,
      environment: 'production',
      sha: commit === undefined ? null : shaOf(commit),
      sourceShas: [],
      ref: null,
      url: null,
      status: 'SUCCEEDED',
      createdAt: at(created ?? finished),
      finishedAt: options.status === 'PENDING' ? null : at(finished),
      runId: null,
      ...options,
    });
    return this;
  }

  incident(key: string, started: string, { resolved, ...options }: IncidentOptions = {}): this {
    this.history.incidents.push({
      key,
      externalId: key,
      title: `Incident ${key}`,
      body: null,
      url: null,
      service: null,
      repository: this.history.repository.name,
      severity: null,
      startedAt: at(started),
      resolvedAt: resolved === undefined ? null : at(resolved),
      deployment: null,
      remediedBy: null,
      notFromDeployment: false,
      ...options,
    });
    return this;
  }

  build(): RepositoryHistory {
    return structuredClone(this.history);
  }
}
