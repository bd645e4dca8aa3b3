import { Inject, Injectable } from '@nestjs/common';
import { readSources, type Database, type SourceStatus } from '@weir/store';
import type { Viewer } from '../platform/access/viewer.js';
import { visibleTo } from '../platform/access/visible-repositories.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { CLOCK, CONFIG, DATABASE } from '../platform/tokens.js';
import type { Config } from '../config.js';
import { DiagnosisOfGitHub } from './diagnosis-of-github.js';
import type { Finding } from './diagnosis.resolver.js';
import { ok, problem } from './findings.js';

const MAX_SKEW_SECONDS = 5;
const QUEUES = ['sync', 'refresh', 'derive'];

/** Looks at what only a running server can see. */
@Injectable()
export class Diagnosis {
  @Inject(CLOCK) private readonly now: () => number;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly jobs: Jobs,
    private readonly github: DiagnosisOfGitHub,
  ) {}

  async examine(viewer: Viewer): Promise<Finding[]> {
    const sources = await readSources(this.database.pool, visibleTo(viewer));
    return [
      await this.examineDatabase(),
      await this.examineMigrations(),
      await this.examineClock(),
      await this.examineQueue(),
      ...(await this.github.examine(sources)),
      ...sources.map(examineSource),
    ];
  }

  private async examineDatabase(): Promise<Finding> {
    const [row] = await this.read<{ version: string; bytes: string }>(
      `SELECT current_setting('server_version') AS version, pg_size_pretty(pg_database_size(current_database())) AS bytes`,
    );
    const which = this.config.databaseUrl === null ? 'embedded' : 'from DATABASE_URL';
    return ok('PostgreSQL', `${row?.version} (${which}), ${row?.bytes}.`);
  }

  private async examineMigrations(): Promise<Finding> {
    const isPending = await this.database.dataSource.showMigrations();
    if (!isPending) return ok('Schema', 'up to date.');
    return problem('Schema', 'some migrations are not applied. Start the server of this version once more.');
  }

  private async examineClock(): Promise<Finding> {
    const before = this.now();
    const [row] = await this.read<{ at: number }>('SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at');
    const skew = Math.abs((row?.at ?? before) - (before + this.now()) / 2) / 1000;
    if (skew <= MAX_SKEW_SECONDS) return ok('Clock', 'agrees with the database.');
    return problem('Clock', `differs from the database's by ${skew.toFixed(0)} s. Set both by NTP.`);
  }

  private async examineQueue(): Promise<Finding> {
    const counts = await Promise.all(QUEUES.map((name) => this.jobs.counts(name)));
    const total = (state: string) => counts.reduce((sum, one) => sum + (one[state] ?? 0), 0);
    const backend = this.config.redisUrl === null ? 'PostgreSQL' : 'Redis';
    const busy = `${total('active')} running, ${total('waiting') + total('delayed')} waiting`;
    return ok('Queue', `on ${backend}: ${busy}.`);
  }

  private async read<Row>(statement: string): Promise<Row[]> {
    const { rows } = await this.database.pool.query(statement);
    return rows as Row[];
  }
}

function examineSource({ name, sync, problems, repositoryProblems }: SourceStatus): Finding {
  const subject = `Source ${name}`;
  if (sync === null) return problem(subject, 'was never synced. Run: npm run -s weir -- sync');
  if (sync.state === 'FAILED') return problem(subject, `the last sync failed. ${sync.message ?? ''}`.trim());
  if (sync.nextAttemptAt !== null)
    return ok(subject, `waits until ${new Date(sync.nextAttemptAt).toISOString()}. ${sync.message ?? ''}`.trim());
  if (sync.finishedAt === null) return ok(subject, `is being synced (${sync.message ?? 'waiting'}).`);
  const [first] = [...problems, ...repositoryProblems.map(({ message }) => message)];
  if (first !== undefined) {
    const more = problems.length + repositoryProblems.length - 1;
    return problem(subject, `was synced, but: ${first}${more > 0 ? ` (and ${more} more in Settings)` : ''}`);
  }
  const rejected = sync.rejected > 0 ? ` ${sync.rejected} rows could not be read.` : '';
  return ok(subject, `synced ${new Date(sync.finishedAt).toISOString()}, ${sync.records} records.${rejected}`);
}
