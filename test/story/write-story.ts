import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Story, StoryChange } from './story.js';
import { type PlannedCommit, writeRepository } from './write-repository.js';

const REPOSITORY = 'harbour/storefront';
const SERVICE = 'storefront';

export interface WrittenStory {
  clone: string;
  pullRequests: string;
  deployments: string;
  incidents: string;
}

/** The story as a team would hand it over: a clone and three CSV files with the ids of that clone in them. */
export async function writeStory(story: Story, folder: string): Promise<WrittenStory> {
  await mkdir(folder, { recursive: true });
  const clone = join(folder, 'storefront');
  const shas = await writeClone(story, clone);
  const shaOf = (key: string) => shas.get(`merge-${key}`) ?? '';
  return {
    clone,
    pullRequests: await writeCsv(
      join(folder, 'pull-requests.csv'),
      story.changes
        .filter((change) => change.openedAt < story.endAt)
        .map((change) => pullRequestRow(change, story.endAt, shaOf)),
    ),
    deployments: await writeCsv(
      join(folder, 'deployments.csv'),
      story.deployments.map(({ id, change, status, createdAt, finishedAt }) => ({
        externalId: id,
        repository: REPOSITORY,
        service: SERVICE,
        environment: 'production',
        sha: shaOf(change),
        status,
        createdAt: iso(createdAt),
        finishedAt: iso(finishedAt),
      })),
    ),
    incidents: await writeCsv(
      join(folder, 'incidents.csv'),
      story.incidents.map(({ startedAt, resolvedAt, id, ...incident }) => ({
        externalId: id,
        repository: REPOSITORY,
        service: SERVICE,
        ...incident,
        startedAt: iso(startedAt),
        resolvedAt: iso(resolvedAt),
      })),
    ),
  };
}

function pullRequestRow(change: StoryChange, endAt: number, shaOf: (key: string) => string): Record<string, unknown> {
  const known = (at: number | null) => iso(at !== null && at < endAt ? at : null);
  return {
    repository: REPOSITORY,
    number: change.number,
    title: change.title,
    author: change.author,
    labels: change.hotfix ? 'hotfix' : '',
    additions: change.additions,
    deletions: change.deletions,
    firstCommitAt: iso(change.commits[0] ?? null),
    openedAt: iso(change.openedAt),
    firstReviewAt: known(change.firstReviewAt),
    approvedAt: known(change.approvedAt),
    mergedAt: known(change.mergedAt),
    mergeSha: change.mergedAt < endAt ? shaOf(change.key) : '',
  };
}

const iso = (at: number | null) => (at === null ? '' : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'));

async function writeCsv(path: string, rows: Record<string, unknown>[]): Promise<string> {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  await writeFile(path, `${[columns.join(','), ...lines].join('\n')}\n`);
  return path;
}

function cell(value: unknown): string {
  const text = String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every change is a branch of its own commits, merged with a merge commit. */
async function writeClone(story: Story, folder: string): Promise<Map<string, string>> {
  const merged = story.changes
    .filter((change) => change.mergedAt < story.endAt)
    .sort((a, b) => a.mergedAt - b.mergedAt);
  const root: PlannedCommit = commit('root', [], {
    author: 'mara-lindqvist',
    at: story.startAt - 3_600_000,
    message: 'Begin',
  });
  const commits = [root];
  const line = [{ key: 'root', at: story.startAt }];
  for (const change of merged) {
    const base = line.findLast(({ at }) => at <= (change.commits[0] ?? 0)) ?? line[0];
    commits.push(...branchOf(change, base?.key ?? 'root'), mergeOf(change, line.at(-1)?.key ?? 'root'));
    line.push({ key: `merge-${change.key}`, at: change.mergedAt });
  }
  const branches = [{ name: 'main', commit: line.at(-1)?.key ?? 'root' }];
  return await writeRepository(folder, { commits, branches, tags: [], remote: `https://github.com/${REPOSITORY}.git` });
}

function branchOf(change: StoryChange, base: string): PlannedCommit[] {
  return change.commits.map((at, index) =>
    commit(`${change.key}-${index}`, [index === 0 ? base : `${change.key}-${index - 1}`], {
      author: change.author,
      at,
      message: index === 0 ? change.title : `${change.title}, part ${index + 1}`,
    }),
  );
}

function mergeOf(change: StoryChange, tip: string): PlannedCommit {
  const message = `Merge pull request #${change.number} from harbour/${change.branch}\n\n${change.title}`;
  const parents = [tip, `${change.key}-${change.commits.length - 1}`];
  return commit(`merge-${change.key}`, parents, { author: change.author, at: change.mergedAt, message });
}

function commit(
  key: string,
  parents: string[],
  { author, at, message }: { author: string; at: number; message: string },
): PlannedCommit {
  return { key, parents, author, authoredAt: at, committedAt: at, message };
}
