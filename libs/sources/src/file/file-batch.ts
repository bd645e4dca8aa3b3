import type { CoverageRecord, IncidentRecord, RepositoryBatch } from '@weir/metrics';
import type { Batch, RejectedRow } from '../source.js';
import type { FileRecord, Outcome } from './parse-rows.js';

type Content = Pick<Batch, 'repositories' | 'incidents' | 'rejected'>;

/** Collects the outcomes of some rows; of several rows with one identity the last stays. */
export class FileBatch {
  rows = 0;
  private readonly repositories = new Map<string, Map<string, FileRecord>>();
  private readonly incidents = new Map<string, IncidentRecord>();
  private readonly rejected: RejectedRow[] = [];

  add(outcome: Outcome): void {
    this.rows += 1;
    if ('rejected' in outcome) this.rejected.push(outcome.rejected);
    else if (!('ignored' in outcome)) this.addRecord(outcome);
  }

  private addRecord(outcome: FileRecord): void {
    if (outcome.repository !== null) this.recordsOf(outcome.repository);
    if (outcome.kind === 'incidents') this.incidents.set(outcome.record.key, outcome.record);
    else {
      const id = outcome.kind === 'deployments' ? outcome.record.key : String(outcome.record.number);
      this.recordsOf(outcome.repository).set(id, outcome);
    }
  }

  private recordsOf(repository: string): Map<string, FileRecord> {
    const records = this.repositories.get(repository) ?? new Map<string, FileRecord>();
    this.repositories.set(repository, records);
    return records;
  }

  /** With the coverage of all repositories of the file, where this is its last batch. */
  content(coverage: CoverageRecord[] = []): Content {
    const covered = new Map<string, CoverageRecord[]>();
    for (const each of coverage) covered.set(each.repository, [...(covered.get(each.repository) ?? []), each]);
    for (const repository of covered.keys()) this.recordsOf(repository);
    const repositories = [...this.repositories].map(([name, records]) => {
      return toRepositoryBatch(name, [...records.values()], covered.get(name) ?? []);
    });
    return { repositories, incidents: [...this.incidents.values()], rejected: this.rejected };
  }
}

function toRepositoryBatch(name: string, records: FileRecord[], coverage: CoverageRecord[]): RepositoryBatch {
  const batch: RepositoryBatch = { repository: { name, url: null, defaultBranch: null } };
  const pullRequests = records.flatMap((each) => (each.kind === 'pull-requests' ? [each.record] : []));
  const deployments = records.flatMap((each) => (each.kind === 'deployments' ? [each.record] : []));
  if (pullRequests.length > 0) batch.pullRequests = pullRequests;
  if (deployments.length > 0) batch.deployments = deployments;
  if (coverage.length > 0) batch.coverage = coverage;
  return batch;
}
