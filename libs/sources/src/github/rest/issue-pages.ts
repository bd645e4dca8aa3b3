import type { IssueRecord } from '@weir/metrics';
import type { GitHubClient } from '../client/github-client.js';
import { readAllPages } from '../client/read-all-pages.js';
import type { ListPage } from '../reading/list-walk.js';
import type { Item } from '../reading/pages.js';
import { toIssueItem } from '../reading/to-items.js';
import { toInstant } from '../to-instant.js';
import type { EventBody, IssueBody } from './bodies.js';
import type { Asked } from './pull-request-pages.js';
import { toPageNumber } from '../reading/page-number.js';
import { BY_UPDATE, ISSUE_PAGE } from './rest-heads.js';
import type { Place } from './rest-places.js';
import { toIssuePayload } from './to-issue-payload.js';

const ROUTE = '/repos/{owner}/{repo}/issues';

/** Issues by update, newest first. REST lists them among the pull requests. */
export class IssuePages {
  constructor(private readonly client: GitHubClient) {}

  async read({ names }: Place, { after, until }: Asked, total: number): Promise<ListPage<Item<IssueRecord>>> {
    const page = toPageNumber(after);
    const parameters = { ...names, ...BY_UPDATE, per_page: ISSUE_PAGE, page };
    const answer = await this.client.rest<IssueBody[]>(ROUTE, parameters);
    const bodies = answer.isNotModified ? [] : answer.data;
    const issues = bodies.filter(({ pull_request }) => !pull_request);
    const items = await Promise.all(
      issues.map((body) =>
        toInstant(body.updated_at) < until ? toIssueItem(toIssuePayload(body, [])) : this.complete(names, body),
      ),
    );
    const hasNextPage = !answer.isNotModified && answer.hasNextPage;
    const isPast = bodies.some(({ updated_at }) => toInstant(updated_at) < until);
    return { items, total, hasNextPage, endCursor: hasNextPage ? String(page + 1) : null, isPast };
  }

  async readOne({ names }: Pick<Place, 'names'>, number: number): Promise<Item<IssueRecord>> {
    const answer = await this.client.rest<IssueBody>(`${ROUTE}/{issue_number}`, { ...names, issue_number: number });
    if (answer.isNotModified) throw new Error('asked without an etag');
    return this.complete(names, answer.data);
  }

  private async complete(names: Place['names'], body: IssueBody): Promise<Item<IssueRecord>> {
    const parameters = { ...names, issue_number: body.number };
    const timeline = await readAllPages<EventBody>(this.client, `${ROUTE}/{issue_number}/timeline`, parameters);
    return toIssueItem(toIssuePayload(body, timeline));
  }
}
