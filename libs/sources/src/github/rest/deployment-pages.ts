import type { DeploymentRecord } from '@weir/metrics';
import type { GitHubClient } from '../client/github-client.js';
import { readAllPages } from '../client/read-all-pages.js';
import type { ListPage } from '../reading/list-walk.js';
import type { Item } from '../reading/pages.js';
import { toDeploymentItem } from '../reading/to-items.js';
import { toInstant } from '../to-instant.js';
import type { DeploymentBody, StatusBody } from './bodies.js';
import type { Asked } from './pull-request-pages.js';
import { toPageNumber } from '../reading/page-number.js';
import type { Place } from './rest-places.js';
import { toDeploymentPayload } from './to-delivery-payloads.js';

const PAGE = 30;
const ROUTE = '/repos/{owner}/{repo}/deployments';

/** Deployments by creation, newest first, each with its statuses. */
export class DeploymentPages {
  constructor(private readonly client: GitHubClient) {}

  async read({ names }: Place, { after, until }: Asked, total: number): Promise<ListPage<Item<DeploymentRecord>>> {
    const page = toPageNumber(after);
    const answer = await this.client.rest<DeploymentBody[]>(ROUTE, { ...names, per_page: PAGE, page });
    const bodies = answer.isNotModified ? [] : answer.data;
    const items = await Promise.all(
      bodies.map(async (body) =>
        toInstant(body.created_at) < until
          ? toDeploymentItem(toDeploymentPayload(body, []))
          : this.complete(names, body),
      ),
    );
    const hasNextPage = !answer.isNotModified && answer.hasNextPage;
    return { items: items.flat(), total, hasNextPage, endCursor: hasNextPage ? String(page + 1) : null };
  }

  async readOne({ names }: Pick<Place, 'names'>, id: number): Promise<Item<DeploymentRecord> | null> {
    const answer = await this.client.rest<DeploymentBody>(`${ROUTE}/{deployment_id}`, { ...names, deployment_id: id });
    if (answer.isNotModified) throw new Error('asked without an etag');
    return (await this.complete(names, answer.data))[0] ?? null;
  }

  private async complete(names: Place['names'], body: DeploymentBody): Promise<Item<DeploymentRecord>[]> {
    const parameters = { ...names, deployment_id: body.id };
    const statuses = await readAllPages<StatusBody>(this.client, `${ROUTE}/{deployment_id}/statuses`, parameters);
    return toDeploymentItem(toDeploymentPayload(body, statuses));
  }
}
