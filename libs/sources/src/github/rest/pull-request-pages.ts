import type { PullRequestRecord } from '@weir/metrics';
import type { GitHubClient } from '../client/github-client.js';
import { GitHubError } from '../client/github-error.js';
import { readAllPages } from '../client/read-all-pages.js';
import type { ListPage } from '../reading/list-walk.js';
import type { Item } from '../reading/pages.js';
import { toPullRequestItem } from '../reading/to-items.js';
import { toInstant } from '../to-instant.js';
import type { CommitBody, EventBody, ListedPullRequestBody, PullRequestBody, ReviewBody } from './bodies.js';
import { toPageNumber } from '../reading/page-number.js';
import { BY_UPDATE } from './rest-heads.js';
import type { Place } from './rest-places.js';
import { type PullRequestParts, toOutlinePayload, toPullRequestPayload } from './to-pull-request-payload.js';
import { toListed } from './to-listed.js';

/** Each costs four requests: a page is what a kill may cost. */
const PAGE = 20;
const ROUTE = '/repos/{owner}/{repo}/pulls';

export interface Asked {
  after: string | null;
  until: number;
}

/** Pull requests by update, newest first. */
export class PullRequestPages {
  constructor(private readonly client: GitHubClient) {}

  async read({ names }: Place, { after, until }: Asked, total: number): Promise<ListPage<Item<PullRequestRecord>>> {
    const page = toPageNumber(after);
    const answer = await this.client.rest<ListedPullRequestBody[]>(ROUTE, {
      ...names,
      ...BY_UPDATE,
      per_page: PAGE,
      page,
    });
    const bodies = answer.isNotModified ? [] : answer.data;
    const items = await Promise.all(
      bodies.map((body) =>
        toInstant(body.updated_at) < until ? toOutline(body) : this.readOne({ names }, body.number),
      ),
    );
    const hasNextPage = !answer.isNotModified && answer.hasNextPage;
    return { items, total, hasNextPage, endCursor: hasNextPage ? String(page + 1) : null };
  }

  async readOne({ names }: Pick<Place, 'names'>, number: number): Promise<Item<PullRequestRecord>> {
    const parameters = { ...names, pull_number: number };
    const [whole, commits, reviews, timeline] = await Promise.all([
      this.client.rest<PullRequestBody>(`${ROUTE}/{pull_number}`, parameters),
      readAllPages<CommitBody>(this.client, `${ROUTE}/{pull_number}/commits`, parameters),
      readAllPages<ReviewBody>(this.client, `${ROUTE}/{pull_number}/reviews`, parameters),
      readTimeline(this.client, names, number),
    ]);
    if (whole.isNotModified) throw new Error('asked without an etag');
    return toWhole(whole.data, { commits, reviews, timeline: timeline ?? [] }, timeline !== null);
  }
}

/** Null where the token may not read it: it belongs to issues. */
async function readTimeline(client: GitHubClient, names: Place['names'], number: number): Promise<EventBody[] | null> {
  try {
    const parameters = { ...names, issue_number: number };
    return await readAllPages<EventBody>(client, '/repos/{owner}/{repo}/issues/{issue_number}/timeline', parameters);
  } catch (error) {
    if (error instanceof GitHubError && error.fault === 'FORBIDDEN') return null;
    throw error;
  }
}

/** REST does not tell which issues a pull request closes. */
function toWhole(body: PullRequestBody, parts: PullRequestParts, hasTimeline: boolean): Item<PullRequestRecord> {
  const item = toPullRequestItem(toPullRequestPayload(body, parts));
  const unread = hasTimeline ? {} : { draftEvents: null, events: null };
  return { ...item, record: { ...item.record, closingIssues: null, ...unread } };
}

/** What the list tells of it: the rest is not read, and said to be so. */
export function toOutline(body: ListedPullRequestBody): Item<PullRequestRecord> {
  const none = { commits: toListed([]), reviews: null, timelineItems: toListed([]), closingIssuesReferences: null };
  const item = toPullRequestItem({ ...toOutlinePayload(body), additions: 0, deletions: 0, changedFiles: 0, ...none });
  const unread = { commits: null, reviews: null, draftEvents: null, events: null, closingIssues: null };
  return { ...item, record: { ...item.record, ...unread, additions: null, deletions: null, changedFiles: null } };
}
