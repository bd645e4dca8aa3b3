import type { ChangeState, ChangeType, PullRequestRecord, StatedMoments } from '@weir/metrics';
import type { RowFields } from './row-fields.js';

const STATES: Record<string, ChangeState> = {
  open: 'OPEN',
  opened: 'OPEN',
  draft: 'OPEN',
  reopened: 'OPEN',
  merged: 'MERGED',
  closed: 'CLOSED',
  declined: 'CLOSED',
  rejected: 'CLOSED',
  abandoned: 'CLOSED',
  superseded: 'CLOSED',
};

const TYPES: Record<string, ChangeType> = {
  feature: 'FEATURE',
  feat: 'FEATURE',
  defect: 'DEFECT',
  bug: 'DEFECT',
  bugfix: 'DEFECT',
  fix: 'DEFECT',
  hotfix: 'DEFECT',
  risk: 'RISK',
  debt: 'DEBT',
  other: 'OTHER',
};

const STATED_INSTANTS = [
  'firstCommitAt',
  'readyAt',
  'firstReviewAt',
  'approvedAt',
  'deployedAt',
  'releasedAt',
] as const;

/** A row as a pull request. Without a branch it counts as merged to production, which `baseBranch: null` says. */
export function toPullRequest(row: RowFields, repository: string): PullRequestRecord {
  const number = readNumber(row);
  const moments = {
    openedAt: row.instant('openedAt'),
    mergedAt: row.instant('mergedAt'),
    closedAt: row.instant('closedAt'),
  };
  return {
    number,
    title: row.text('title') ?? `${repository}#${number}`,
    body: row.text('body'),
    url: row.text('url'),
    author: row.text('author'),
    authorIsBot: row.boolean('authorIsBot'),
    state: readState(row, moments),
    isDraft: row.boolean('isDraft') ?? row.text('state')?.toLowerCase() === 'draft',
    ...moments,
    mergeSha: row.sha('mergeSha'),
    baseBranch: row.text('baseBranch'),
    headBranch: row.text('headBranch'),
    headIsSameRepository: row.boolean('headIsSameRepository'),
    additions: row.integer('additions'),
    deletions: row.integer('deletions'),
    changedFiles: row.integer('changedFiles'),
    labels: row.list('labels'),
    commits: null,
    reviews: null,
    draftEvents: null,
    stated: readStated(row),
  };
}

function readNumber(row: RowFields): number {
  const number = row.integer('number', 1);
  if (number !== null) return number;
  const inUrl = /\/(?:pull|pulls|pull-requests|merge_requests)\/(\d{1,9})(?:\D|$)/.exec(row.text('url') ?? '');
  return row.require('number', inUrl === null ? null : Number(inUrl[1]));
}

type Moments = Pick<PullRequestRecord, 'mergedAt' | 'closedAt'>;

/** Moments say more than a word: GitHub calls a merged pull request closed. */
function readState(row: RowFields, { mergedAt, closedAt }: Moments): ChangeState {
  if (mergedAt !== null) return 'MERGED';
  const state = row.oneOf('state', STATES);
  if (state === 'MERGED' && row.isRead('mergedAt'))
    row.refuse('mergedAt', 'the time of the merge, since its state is merged');
  return state ?? (closedAt === null ? 'OPEN' : 'CLOSED');
}

/** Only what the file has a column for: an absent one was not read, an empty cell did not happen. */
function readStated(row: RowFields): StatedMoments {
  const stated: StatedMoments = {};
  for (const moment of STATED_INSTANTS) if (row.isRead(moment)) stated[moment] = row.instant(moment);
  const type = TYPES[row.text('type')?.toLowerCase() ?? ''];
  const aiAssisted = row.boolean('aiAssisted');
  // A word that is none of ours says nothing; labels and titles are asked then.
  if (type !== undefined) stated.type = type;
  if (aiAssisted !== null) stated.aiAssisted = aiAssisted;
  if (row.isRead('aiTools')) stated.aiTools = row.list('aiTools');
  return stated;
}
