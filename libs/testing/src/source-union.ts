import type { CoverageRecord, RefRecord, RepositoryBatch, RepositoryRecord, TeamRecord } from '@weir/metrics';
import type { Batch } from '@weir/sources';

type Gone = NonNullable<RepositoryBatch['gone']>;
type Identified = [id: string, record: object];

/** What batches amount to once they are all kept: records by identity, the last refs and coverage. What a store does, in memory. */
export class SourceUnion {
  readonly repositories = new Set<string>();
  /** Identities that came twice in one batch. */
  readonly repeated: string[] = [];
  private readonly records = new Map<string, object>();
  private readonly refs = new Map<string, RefRecord[]>();
  private readonly covered = new Map<string, CoverageRecord>();
  private teams: TeamRecord[] = [];
  /** By what their source calls them for ever. */
  private readonly names = new Map<string, string>();
  readonly incidentsCovered: { from: number; to: number }[] = [];

  constructor(batches: Batch[]) {
    for (const batch of batches) this.add(batch);
  }

  /** How many things are known. */
  get size(): number {
    return this.records.size;
  }

  get coverage(): CoverageRecord[] {
    return [...this.covered.values()];
  }

  recordsToJson(): unknown {
    return Object.fromEntries([...this.records].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  toJson(): unknown {
    const refs = [...this.refs].map(([name, list]) => [name, [...list].map((ref) => JSON.stringify(ref)).sort()]);
    const covered = [...this.covered].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      records: this.recordsToJson(),
      refs: Object.fromEntries(refs),
      covered,
      teams: [...this.teams].sort((a, b) => (a.key < b.key ? -1 : 1)),
      incidents: this.incidentsCovered.at(-1),
    };
  }

  /** Every instant of every record. */
  instants(): number[] {
    return [...this.records.values()].flatMap((record) => instantsOf(record));
  }

  private add(batch: Batch): void {
    if (batch.replaces) this.clear();
    for (const { repository } of batch.repositories) this.follow(repository);
    const seen = new Set<string>();
    for (const [id, record] of identifiedRecords(batch)) {
      if (seen.has(id)) this.repeated.push(id);
      seen.add(id);
      this.records.set(id, record);
    }
    if (batch.teams) this.teams = batch.teams;
    for (const { repository, refs, coverage, gone } of batch.repositories) {
      this.repositories.add(repository.name);
      if (gone) this.forget(repository.name, gone);
      if (refs) this.refs.set(repository.name, refs);
      for (const each of coverage ?? []) this.covered.set(`${each.repository} ${each.subject}`, each);
    }
    if (batch.incidentsCovered) this.incidentsCovered.push(batch.incidentsCovered);
  }

  /** A known id under another name is a rename: what is known is known of the other name. */
  private follow({ name, externalId }: RepositoryRecord): void {
    const former = externalId ? this.names.get(externalId) : undefined;
    if (externalId) this.names.set(externalId, name);
    if (former === undefined || former === name) return;
    for (const [id, record] of [...this.records]) if (id.startsWith(`${former} `)) this.move(id, record, former, name);
    const refs = this.refs.get(former);
    if (refs) this.refs.set(name, refs);
    this.refs.delete(former);
    for (const [id, covered] of [...this.covered]) {
      if (covered.repository !== former) continue;
      this.covered.delete(id);
      this.covered.set(`${name} ${covered.subject}`, { ...covered, repository: name });
    }
    this.repositories.delete(former);
  }

  private move(id: string, record: object, former: string, name: string): void {
    this.records.delete(id);
    this.records.set(name + id.slice(former.length), record);
  }

  private forget(name: string, { pullRequests = [], issues = [], deployments = [] }: Gone): void {
    for (const number of pullRequests) this.records.delete(`${name} pull request ${number}`);
    for (const number of issues) this.records.delete(`${name} issue ${number}`);
    for (const key of deployments) this.records.delete(`${name} deployment ${key}`);
  }

  private clear(): void {
    this.records.clear();
    this.refs.clear();
    this.covered.clear();
    this.teams = [];
    this.repositories.clear();
    this.incidentsCovered.length = 0;
  }
}

function identifiedRecords(batch: Batch): Identified[] {
  const incidents = (batch.incidents ?? []).map((each): Identified => [`incident ${each.key}`, each]);
  const others = batch.repositories.flatMap(({ repository: { name }, commits, pullRequests, deployments, issues }) => [
    ...(commits ?? []).map((each): Identified => [`${name} commit ${each.sha}`, each]),
    ...(pullRequests ?? []).map((each): Identified => [`${name} pull request ${each.number}`, each]),
    ...(issues ?? []).map((each): Identified => [`${name} issue ${each.number}`, each]),
    ...(deployments ?? []).map((each): Identified => [`${name} deployment ${each.key}`, each]),
  ]);
  return [...incidents, ...others];
}

function instantsOf(record: object): number[] {
  return Object.entries(record).flatMap(([key, value]) => {
    if (key.endsWith('At') && typeof value === 'number') return [value];
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? instantsOf(value as object) : [];
  });
}
