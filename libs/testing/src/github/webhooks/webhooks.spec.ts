import { Webhooks } from '@octokit/webhooks';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGitHub, World, type StandInGitHub } from '../index.js';

const SECRET = 'a secret of the hook';
const webhooks = new Webhooks({ secret: SECRET });

interface Received {
  event: string;
  delivery: string;
  isSigned: boolean;
}

let github: StandInGitHub;
let receiver: FastifyInstance;
let url: string;
let received: Received[];

beforeEach(async () => {
  received = [];
  github = await startGitHub(new World());
  receiver = Fastify();
  receiver.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  receiver.post('/hook', async ({ headers, body }, reply) => {
    const signature = String(headers['x-hub-signature-256'] ?? '');
    const isSigned = signature !== '' && (await webhooks.verify(String(body), signature));
    received.push({
      event: String(headers['x-github-event']),
      delivery: String(headers['x-github-delivery']),
      isSigned,
    });
    return reply.code(isSigned ? 202 : 401).send('');
  });
  url = `${await receiver.listen({ port: 0, host: '127.0.0.1' })}/hook`;
});
afterEach(async () => {
  await receiver.close();
  await github.stop();
});

describe('webhooks', () => {
  it('sends every kind of event, signed, as GitHub describes it', async () => {
    const { world, payloads } = github;
    const shop = world.repository('acme/shop');
    world.team('acme/payments', ['ann']);
    const { app } = world.access.createApp();
    const installation = world.access.install(app, 'acme');
    const pull = shop.pullRequest({ by: 'ann', draft: true });
    const about = (action: Parameters<typeof payloads.pullRequest>[1]) =>
      ['pull_request', payloads.pullRequest(pull, action)] as const;
    const opened = about('opened');
    pull.label('bug').requestReview('ben').requestReview('acme/payments').ready().push({ by: 'ann' }).retitle('Better');
    const changed = (['labeled', 'review_requested', 'ready_for_review', 'synchronize', 'edited'] as const).map(about);
    pull.unlabel('bug').withdrawRequest('ben').backToDraft().review({ by: 'ben' });
    changed.push(...(['unlabeled', 'review_request_removed', 'converted_to_draft'] as const).map(about));
    const [review] = pull.reviews;
    const sha = pull.merge({ by: 'ann' }).mergeSha ?? '';
    const deployment = shop.deploy({ sha }).status({ state: 'SUCCESS' });
    const [status] = deployment.statuses;
    const commit = shop.commits.get(sha);
    const incident = shop.issue({ labels: ['incident'] }).close();
    const run = shop.run({ sha, conclusion: 'success' });
    if (!review || !status || !commit) throw new Error('The world lacks something.');
    const events = [
      ['ping', payloads.ping()],
      opened,
      ...changed,
      about('closed'),
      about('reopened'),
      ['pull_request_review', payloads.review(review)],
      ['push', payloads.push(shop, 'main', [commit])],
      ['deployment', payloads.deployment(deployment)],
      ['deployment_status', payloads.deploymentStatus(status)],
      ['workflow_run', payloads.workflowRun(run)],
      ['release', payloads.release(shop.release({ tag: 'v1', sha }))],
      ...(['opened', 'edited', 'labeled', 'closed', 'reopened', 'deleted'] as const).map(
        (action) => ['issues', payloads.issues(incident, action)] as const,
      ),
      ['installation', payloads.installation(installation)],
      ['installation', payloads.installation(installation, 'deleted')],
      ['installation_repositories', payloads.installationRepositories(installation, 'added', [shop])],
      ['installation_repositories', payloads.installationRepositories(installation, 'removed', [shop])],
      ['repository', payloads.repository(shop, 'renamed', { repository: { name: { from: 'store' } } })],
      ['repository', payloads.repository(shop, 'transferred', { owner: { from: {} } })],
      ['repository', payloads.repository(shop, 'deleted')],
    ] as const;
    for (const [event, payload] of events) await github.deliver(url, SECRET, event, payload);
    expect(received.map(({ event }) => event)).toEqual(events.map(([event]) => event));
    expect(received.filter(({ isSigned }) => !isSigned)).toEqual([]);
    expect(new Set(received.map(({ delivery }) => delivery)).size).toBe(events.length);
  });

  it('sends again, and forges', async () => {
    const ping = github.payloads.ping();
    const { deliveryId } = await github.deliver(url, SECRET, 'ping', ping);
    await github.deliver(url, SECRET, { event: 'ping', deliveryId }, ping);
    expect(received[1]).toEqual(received[0]);
    expect((await github.deliver(url, 'another secret', 'ping', ping)).status).toBe(401);
    expect((await github.deliver(url, SECRET, { event: 'ping', signature: null }, ping)).status).toBe(401);
  });

  it('refuses to send what GitHub would not', async () => {
    const wrong = { ...github.payloads.ping(), hook_id: 'one' };
    await expect(github.deliver(url, SECRET, 'ping', wrong)).rejects.toThrow(/hook_id must be integer/);
    expect(received).toEqual([]);
  });
});
