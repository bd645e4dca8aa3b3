import type { RepositoryHistory } from '../facts.js';
import type {
  CommitRecord,
  CoverageRecord,
  DeploymentRecord,
  DeploymentRule,
  IncidentRecord,
  PullRequestRecord,
  RefRecord,
  RepositoryRecord,
} from '../records.js';
import { compareText, groupBy } from './group-by.js';

/** What one source says of one repository. */
export interface SourceRecords {
  refs: RefRecord[];
  pullRequests: PullRequestRecord[];
  deployments: DeploymentRecord[];
  coverage: CoverageRecord[];
}

export interface RecordsOfRepository {
  repository: RepositoryRecord;
  /** Commits are the same whoever fetched them. */
  commits: CommitRecord[];
  /** In a fixed order (creation of the source): of two known values the later source's wins. */
  sources: SourceRecords[];
  incidents: IncidentRecord[];
  fixedRule: DeploymentRule | null;
}

/**
 * Makes one history of what several sources say of a repository: pull requests by number, what is known beating what is not;
 * every deployment report kept, marked with its source so that two reports of one deployment are told apart; refs united.
 * The result does not depend on the order of the records within a source.
 */
export function mergeRecords({
  repository,
  commits,
  sources,
  incidents,
  fixedRule,
}: RecordsOfRepository): RepositoryHistory {
  return {
    repository,
    commits: sortBy(commits, (commit) => commit.sha),
    refs: mergeRefs(sources),
    pullRequests: mergePullRequests(sources),
    deployments: mergeDeployments(sources),
    incidents: sortBy(incidents, (incident) => `${incident.key} ${incident.startedAt}`),
    coverage: sources.flatMap((source) => sortBy(source.coverage, (record) => record.subject)),
    fixedRule,
  };
}

function mergeRefs(sources: SourceRecords[]): RefRecord[] {
  const refs = new Map<string, RefRecord>();
  for (const ref of sources.flatMap((source) => source.refs)) {
    const key = `${ref.kind} ${ref.name}`;
    refs.set(key, { ...ref, taggedAt: ref.taggedAt ?? refs.get(key)?.taggedAt ?? null });
  }
  return [...refs.keys()].sort().flatMap((key) => refs.get(key) ?? []);
}

function mergePullRequests(sources: SourceRecords[]): PullRequestRecord[] {
  const byNumber = groupBy(
    sources.flatMap((source) => source.pullRequests),
    (record) => record.number,
  );
  const merged = [...byNumber.values()].map((records) => records.reduce(mergePullRequest));
  return merged.sort((a, b) => a.number - b.number);
}

/** How far along a pull request is: a source that saw it merged knows more than one that saw it open. */
const STATE_ORDER: PullRequestRecord['state'][] = ['OPEN', 'CLOSED', 'MERGED'];

function mergePullRequest(earlier: PullRequestRecord, later: PullRequestRecord): PullRequestRecord {
  const known = Object.entries(later).filter(([, value]) => value !== null);
  const isAhead = STATE_ORDER.indexOf(earlier.state) > STATE_ORDER.indexOf(later.state);
  return {
    ...earlier,
    ...Object.fromEntries(known),
    title: later.title === '' ? earlier.title : later.title,
    state: isAhead ? earlier.state : later.state,
    isDraft: isAhead ? earlier.isDraft : later.isDraft,
    labels: [...new Set([...earlier.labels, ...later.labels])].sort(),
    stated: { ...earlier.stated, ...later.stated, ...knownStated(earlier, later) },
  };
}

/** A stated moment beats a later "did not happen", as known beats unknown. */
function knownStated(earlier: PullRequestRecord, later: PullRequestRecord): PullRequestRecord['stated'] {
  const kept = Object.entries(earlier.stated).filter(([key, value]) => {
    const other = Object.entries(later.stated).find(([name]) => name === key)?.[1];
    return value !== null && other === null;
  });
  return Object.fromEntries(kept);
}

/** A key is unique within its source only; a second source's equal key gets its source's place as a suffix. */
function mergeDeployments(sources: SourceRecords[]): DeploymentRecord[] {
  const taken = new Set<string>();
  return sources.flatMap((source, place) =>
    sortBy(source.deployments, (record) => record.key).map((record) => {
      const key = taken.has(record.key) ? `${record.key}~${place + 1}` : record.key;
      taken.add(key);
      return { ...record, key, source: String(place) };
    }),
  );
}

function sortBy<T>(items: T[], keyOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => compareText(keyOf(a), keyOf(b)));
}
