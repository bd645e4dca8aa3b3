import type { Instant, RepositoryBatch } from '@weir/metrics';
import { z } from 'zod';
import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import { isDeploymentWorkflow } from '../rules/deployment-workflow.js';
import { toInstant } from '../to-instant.js';
import { type RunPayload, toRun } from '../to-run.js';
import { followCommits } from './deployment-reading.js';
import { digestOf } from './digest.js';
import type { Situation } from './repository-state.js';

const DAY = 86_400_000;
const PAGE = 100;
/** A run that was not completed is waited for so long. */
const UNFINISHED_MS = 7 * DAY;
const REPOSITORY = '/repos/{owner}/{repo}/actions';

const workflow = z.object({
  id: z.number(),
  etag: z.string().nullable(),
  /** Everything from here on was read; null = not yet. */
  from: z.number().nullable(),
  /** Newest run when it was last read to its end. */
  newest: z.number().nullable(),
  /** The page that comes next of a reading that was begun, how far down it goes, and the newest run at its beginning. */
  walk: z.object({ page: z.number(), until: z.number(), newest: z.number().nullable() }).nullable(),
  /** Creation of the oldest run that was not completed. */
  oldestOpen: z.number().nullable(),
});
type WorkflowState = z.infer<typeof workflow>;

const schema = z.object({
  /** When the repository was last pushed to as its workflows were listed, and when that was. */
  mark: z.string().nullable(),
  listedAt: z.number().nullable(),
  etag: z.string().nullable(),
  /** Of the newest run of all: where several workflows deploy, it tells in one request whether anything ran. */
  anyEtag: z.string().nullable(),
  workflows: z.array(workflow),
});
type RunState = z.infer<typeof schema>;

const UNREAD: RunState = { mark: null, listedAt: null, etag: null, anyEtag: null, workflows: [] };

/** Reads the runs of workflows that deploy; a request is conditional wherever nothing may be new. */
export class RunReading {
  private todo: ('LIST' | 'ANY' | number)[];
  private readonly state: RunState;
  /** Of the newest run of all as it is now: remembered once every workflow is read, for it keeps them from being asked. */
  private anyEtag: string | null = null;
  /** Why the runs may not be read. */
  refusal: string | null = null;

  constructor(
    private readonly situation: Situation,
    private readonly client: GitHubClient,
  ) {
    const { part } = situation.state;
    this.state = schema.safeParse(part.runs).data ?? structuredClone(UNREAD);
    part.runs = this.state;
    this.todo = this.isListDue() ? ['LIST'] : this.listWorkflows();
  }

  isOpen(): boolean {
    return this.todo.length > 0;
  }

  /** One request. */
  async read(batch: RepositoryBatch): Promise<void> {
    const [next] = this.todo;
    if (next === undefined) return;
    try {
      if (next === 'LIST') await this.readList();
      else if (next === 'ANY') await this.readAny();
      else await this.readRuns(next, batch);
    } catch (error) {
      this.refuse(error);
    }
  }

  /** Without Actions there are no runs; without the permission a person has to know. */
  private refuse(error: unknown): void {
    if (!(error instanceof GitHubError) || !['NOT_FOUND', 'FORBIDDEN', 'SSO'].includes(error.fault)) throw error;
    this.todo = [];
    if (error.fault !== 'NOT_FOUND') this.refusal = error.message;
  }

  private isListDue(): boolean {
    const { mark, listedAt } = this.state;
    if (this.situation.head.isEmpty) return false;
    return mark !== this.situation.head.pushedAt || listedAt === null || this.situation.now - listedAt >= DAY;
  }

  private listWorkflows(): RunReading['todo'] {
    const { workflows } = this.state;
    const ids = workflows.map(({ id }) => id);
    const isAllRead = workflows.every(
      ({ from, walk }) => walk === null && from !== null && from <= this.situation.from,
    );
    return workflows.length > 1 && isAllRead ? ['ANY', ...ids] : ids;
  }

  private async readList(): Promise<void> {
    const answer = await this.client.rest<{ workflows: { id: number; name: string; path: string }[] }>(
      `${REPOSITORY}/workflows`,
      { ...this.names(), per_page: PAGE },
      this.state.etag,
    );
    if (!answer.isNotModified) {
      const deploying = answer.data.workflows.filter(isDeploymentWorkflow).map(({ id }) => id);
      this.state.workflows = deploying.map((id) => this.find(id) ?? newWorkflow(id));
      this.state.etag = answer.etag;
    }
    Object.assign(this.state, { mark: this.situation.head.pushedAt, listedAt: this.situation.now });
    this.todo = this.listWorkflows();
  }

  private async readAny(): Promise<void> {
    const answer = await this.client.rest(`${REPOSITORY}/runs`, { ...this.names(), per_page: 1 }, this.state.anyEtag);
    if (!answer.isNotModified) this.anyEtag = answer.etag;
    const isWaiting = this.state.workflows.some(({ oldestOpen }) => oldestOpen !== null);
    this.todo = answer.isNotModified && !isWaiting ? [] : this.todo.slice(1);
  }

  private async readRuns(id: number, batch: RepositoryBatch): Promise<void> {
    const state = this.find(id) ?? newWorkflow(id);
    const walk = state.walk ?? { page: 1, until: this.untilOf(state), newest: null };
    const answer = await this.client.rest<{ workflow_runs: RunPayload[] }>(
      `${REPOSITORY}/workflows/{workflow_id}/runs`,
      { ...this.names(), workflow_id: id, per_page: PAGE, page: walk.page, exclude_pull_requests: true },
      walk.page === 1 && state.from !== null && state.from <= this.situation.from ? state.etag : null,
    );
    if (answer.isNotModified) return this.close();
    if (walk.page === 1) Object.assign(state, { etag: answer.etag, oldestOpen: null });
    const runs = answer.data.workflow_runs;
    this.keep(
      state,
      runs.filter((run) => toInstant(run.created_at) >= this.situation.from),
      batch,
    );
    const newest = walk.newest ?? (runs[0] ? toInstant(runs[0].created_at) : null);
    const hasEnded = !answer.hasNextPage || runs.some((run) => toInstant(run.created_at) < walk.until);
    if (!hasEnded) state.walk = { ...walk, page: walk.page + 1, newest };
    else {
      Object.assign(state, { walk: null, newest, from: Math.min(state.from ?? Infinity, this.situation.from) });
      this.close();
    }
  }

  /** Down to what is known, and to the oldest run that was not completed. */
  private untilOf({ from, newest, oldestOpen }: WorkflowState): Instant {
    if (from === null || from > this.situation.from) return this.situation.from;
    return Math.max(this.situation.from, Math.min(newest ?? -Infinity, oldestOpen ?? Infinity));
  }

  private keep(state: WorkflowState, runs: RunPayload[], batch: RepositoryBatch): void {
    const { head, now, state: whole } = this.situation;
    const branch = head.defaultBranchRef?.name ?? null;
    // While a known run is run again, it stays what it was.
    const ended = runs.filter(({ id, status }) => status === 'completed' || !whole.runs.has(id));
    const items = ended.map((run) => ({
      id: run.id,
      createdAt: toInstant(run.created_at),
      record: toRun(run, branch),
    }));
    const news = items.filter((item) => whole.runs.isNews(item.id, digestOf(item.record)));
    const records = news.flatMap(({ record }) => record ?? []);
    const gone = news.filter(({ id, record }) => record === null && whole.runs.has(id)).map(({ id }) => `run:${id}`);
    for (const { id, createdAt, record } of items) whole.runs.see(id, createdAt, digestOf(record));
    if (records.length > 0) batch.deployments = [...(batch.deployments ?? []), ...records];
    if (gone.length > 0) batch.gone = { ...batch.gone, deployments: [...(batch.gone?.deployments ?? []), ...gone] };
    followCommits(whole.part.commits, records);
    const open = runs.filter(({ status }) => status !== 'completed').map((run) => toInstant(run.created_at));
    const recent = open.filter((at) => now - at < UNFINISHED_MS);
    if (recent.length > 0) state.oldestOpen = Math.min(state.oldestOpen ?? Infinity, ...recent);
  }

  private find(id: number): WorkflowState | undefined {
    return this.state.workflows.find((one) => one.id === id);
  }

  private close(): void {
    this.todo = this.todo.slice(1);
    if (this.todo.length === 0) this.state.anyEtag = this.anyEtag ?? this.state.anyEtag;
  }

  private names(): { owner: string; repo: string } {
    const [owner = '', repo = ''] = this.situation.key.name.split('/');
    return { owner, repo };
  }
}

function newWorkflow(id: number): WorkflowState {
  return { id, etag: null, from: null, newest: null, walk: null, oldestOpen: null };
}
