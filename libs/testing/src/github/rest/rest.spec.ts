import { createAppAuth } from '@octokit/auth-app';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGitHub, World, type StandInGitHub } from '../index.js';
import { quietOctokit } from '../quiet-octokit.js';

const NOW = Date.UTC(2026, 10, 25);
const SHOP = { owner: 'acme', repo: 'shop' };
let github: StandInGitHub;

const octokit = (auth?: string) => quietOctokit(github.apiUrl, { auth }).rest;

beforeEach(async () => {
  const world = new World({ now: () => NOW });
  world.access.token('ghp_full', { login: 'ann' });
  world.user('ben', { name: 'Ben', email: 'ben@acme.example' });
  world.team('acme/payments', ['ann', 'ben'], 'Payments');
  const shop = world.repository('acme/shop');
  const bug = shop.issue({ title: 'It fails', labels: ['incident'], assignees: ['ben'], at: '2026-11-01T00:00:00Z' });
  const pull = shop.pullRequest({
    title: 'Mend it',
    by: 'ben',
    at: '2026-11-02T09:00:00Z',
    closes: [bug],
    fork: 'ben/shop',
  });
  pull
    .requestReview('ann', { at: '2026-11-02T09:01:00Z' })
    .requestReview('acme/payments', { at: '2026-11-02T09:02:00Z' });
  pull.label('bug').unlabel('bug').comment('Looks good').assign('ann').unassign('ann').retitle('Mend it well');
  pull.review({ by: 'ann', at: '2026-11-02T10:00:00Z' });
  pull.backToDraft({ at: '2026-11-02T11:00:00Z' }).ready({ at: '2026-11-02T12:00:00Z' });
  pull.merge({ by: 'ann', at: '2026-11-03T09:00:00Z', how: 'MERGE' });
  const sha = pull.mergeSha ?? '';
  shop.release({ tag: 'v1.0.0', sha, by: 'ann', at: '2026-11-04T00:00:00Z' });
  shop.tag('v0.9.0', sha, { by: 'ann', at: '2026-11-01T00:00:00Z', message: 'Nearly' });
  shop.run({
    workflow: 'Deploy',
    sha,
    conclusion: 'success',
    at: '2026-11-04T00:01:00Z',
    finishedAt: '2026-11-04T00:09:00Z',
  });
  shop.run({ workflow: 'Test', sha, at: '2026-11-04T00:02:00Z', event: 'pull_request' });
  shop.deploy({ sha, environment: 'staging', payload: 'as text' });
  github = await startGitHub(world);
});
afterEach(() => github.stop());

describe('REST', () => {
  it('answers accounts, teams and lists of repositories', async () => {
    const { users, orgs, teams, repos, rateLimit } = octokit('ghp_full');
    expect((await users.getAuthenticated()).data.login).toBe('ann');
    expect((await users.getByUsername({ username: 'BEN' })).data).toMatchObject({ login: 'ben', name: 'Ben' });
    expect((await orgs.get({ org: 'acme' })).data.type).toBe('Organization');
    expect((await orgs.listForAuthenticatedUser()).data.map(({ login }) => login)).toContain('acme');
    expect((await teams.list({ org: 'acme' })).data).toMatchObject([{ slug: 'payments', name: 'Payments' }]);
    const members = await teams.listMembersInOrg({ org: 'acme', team_slug: 'payments' });
    expect(members.data.map(({ login }) => login)).toEqual(['ann', 'ben']);
    expect((await repos.listForOrg({ org: 'acme' })).data.map((each) => each.full_name)).toEqual(['acme/shop']);
    expect((await repos.listForUser({ username: 'ben' })).data).toMatchObject([{ full_name: 'ben/shop', fork: true }]);
    expect((await repos.listForAuthenticatedUser()).data).toHaveLength(2);
    expect((await rateLimit.get()).data.rate).toMatchObject({ limit: 5000, used: 9 });
  });

  it('answers issues and everything that happened to a pull request', async () => {
    const { issues } = octokit('ghp_full');
    const all = await issues.listForRepo({ ...SHOP, state: 'all' });
    expect(all.data.map(({ number, state_reason }) => [number, state_reason])).toEqual([
      [2, null],
      [1, 'completed'],
    ]);
    expect((await issues.get({ ...SHOP, issue_number: 1 })).data.assignee?.login).toBe('ben');
    const timeline = await issues.listEventsForTimeline({ ...SHOP, issue_number: 2, per_page: 100 });
    expect(timeline.data.map((each) => ('event' in each ? each.event : ''))).toEqual([
      'committed',
      'review_requested',
      'review_requested',
      'reviewed',
      'convert_to_draft',
      'ready_for_review',
      'merged',
      'closed',
      'head_ref_deleted',
      'labeled',
      'unlabeled',
      'commented',
      'assigned',
      'unassigned',
      'renamed',
    ]);
    github.world.repository('acme/shop').issues.get(1)?.delete();
    await expect(issues.get({ ...SHOP, issue_number: 1 })).rejects.toMatchObject({ status: 410 });
  });

  it('answers commits, comparisons, branches, tags and references', async () => {
    const { repos, git } = octokit('ghp_full');
    const sha = github.world.repository('acme/shop').headOf('main');
    expect((await repos.getCommit({ ...SHOP, ref: 'main' })).data).toMatchObject({ sha, stats: { total: 0 } });
    const compared = await repos
      .compareCommitsWithBasehead({ ...SHOP, basehead: `${sha}~...main` })
      .catch((error) => error);
    expect(compared.status).toBe(422);
    const [{ parents } = { parents: [] }] = (await repos.listCommits({ ...SHOP, sha: 'main', per_page: 1 })).data;
    const comparison = await repos.compareCommitsWithBasehead({ ...SHOP, basehead: `${parents[0]?.sha}...main` });
    expect(comparison.data).toMatchObject({ status: 'ahead', ahead_by: 2, behind_by: 0 });
    expect((await repos.listBranches(SHOP)).data.map(({ name }) => name)).toEqual(['main']);
    expect((await repos.listTags(SHOP)).data.map(({ name }) => name)).toEqual(['v0.9.0', 'v1.0.0']);
    expect((await git.getRef({ ...SHOP, ref: 'heads/main' })).data.object.sha).toBe(sha);
    const { object } = (await git.getRef({ ...SHOP, ref: 'tags/v0.9.0' })).data;
    expect((await git.getTag({ ...SHOP, tag_sha: object.sha })).data).toMatchObject({
      message: 'Nearly',
      object: { sha },
    });
    expect((await git.listMatchingRefs({ ...SHOP, ref: 'tags/v' })).data).toHaveLength(2);
  });

  it('answers releases, workflow runs, deployments and environments', async () => {
    const { repos, actions } = octokit('ghp_full');
    const [release] = (await repos.listReleases(SHOP)).data;
    expect(release).toMatchObject({ tag_name: 'v1.0.0', published_at: '2026-11-04T00:00:00Z' });
    expect((await repos.getRelease({ ...SHOP, release_id: release?.id ?? 0 })).data.id).toBe(release?.id);
    expect((await actions.listRepoWorkflows(SHOP)).data.total_count).toBe(2);
    const runs = await actions.listWorkflowRunsForRepo({ ...SHOP, status: 'success', created: '>=2026-11-01' });
    expect(runs.data.workflow_runs).toMatchObject([{ name: 'Deploy', conclusion: 'success' }]);
    const ofFile = await actions.listWorkflowRuns({ ...SHOP, workflow_id: 'test.yml' });
    expect(ofFile.data.workflow_runs).toMatchObject([{ status: 'in_progress', conclusion: null }]);
    const run_id = ofFile.data.workflow_runs[0]?.id ?? 0;
    expect((await actions.getWorkflowRun({ ...SHOP, run_id })).data.event).toBe('pull_request');
    const [deployment] = (await repos.listDeployments({ ...SHOP, environment: 'staging' })).data;
    const single = await repos.getDeployment({ ...SHOP, deployment_id: deployment?.id ?? 0 });
    expect(single.data.payload).toBe('as text');
    expect((await repos.getAllEnvironments(SHOP)).data.environments?.map(({ name }) => name)).toEqual(['staging']);
  });

  it('pages with links, and answers an unchanged page by 304, which costs nothing', async () => {
    const shop = github.world.repository('acme/shop');
    for (let count = 0; count < 250; count += 1) shop.pullRequest({ by: 'ann', at: NOW });
    const client = quietOctokit(github.apiUrl, { auth: 'ghp_full' });
    const all = await client.paginate(client.rest.pulls.list, { ...SHOP, state: 'all', per_page: 100 });
    expect(new Set(all.map(({ number }) => number)).size).toBe(251);
    expect(github.requests.count({ route: '/repos/{owner}/{repo}/pulls' })).toBe(3);
    const first = await client.rest.repos.get(SHOP);
    const again = client.rest.repos.get({ ...SHOP, headers: { 'if-none-match': first.headers.etag } });
    await expect(again).rejects.toMatchObject({ status: 304 });
    expect((await client.rest.rateLimit.get()).data.rate.used).toBe(4);
    expect(github.requests.count({ status: 304 })).toBe(1);
    shop.rename('store');
    const changed = await client.rest.repos.get({ ...SHOP, headers: { 'if-none-match': first.headers.etag } });
    expect(changed.data.full_name).toBe('acme/store');
  });

  it('speaks as Enterprise Server does under /api', async () => {
    const enterprise = quietOctokit(github.enterpriseApiUrl, { auth: 'ghp_full' });
    const { data } = await enterprise.rest.repos.get(SHOP);
    expect(data.url).toBe(`${github.url}/api/v3/repos/acme/shop`);
    expect(await enterprise.graphql('{ viewer { login } }')).toEqual({ viewer: { login: 'ann' } });
  });

  it('knows an App by its signature and gives it tokens for an hour', async () => {
    const { access } = github.world;
    const { app, privateKey } = access.createApp({ permissions: ['metadata', 'pull_requests'] });
    const { id } = access.install(app, 'acme', ['shop']);
    const auth = { appId: app.id, privateKey, installationId: id };
    const asApp = quietOctokit(github.apiUrl, { authStrategy: createAppAuth, auth: { appId: app.id, privateKey } });
    expect((await asApp.rest.apps.getAuthenticated()).data?.slug).toBe('weir');
    expect((await asApp.rest.apps.listInstallations()).data).toMatchObject([{ id, repository_selection: 'selected' }]);
    expect((await asApp.rest.apps.getOrgInstallation({ org: 'acme' })).data.id).toBe(id);
    expect((await asApp.rest.apps.getRepoInstallation(SHOP)).data.id).toBe(id);
    const installed = quietOctokit(github.apiUrl, { authStrategy: createAppAuth, auth });
    expect((await installed.rest.apps.listReposAccessibleToInstallation()).data.total_count).toBe(1);
    expect((await installed.rest.pulls.list({ ...SHOP, state: 'all' })).data).toHaveLength(1);
    await expect(installed.rest.issues.listForRepo(SHOP)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
    });
    const { privateKey: wrong } = access.createApp();
    const forged = { appId: app.id, privateKey: wrong };
    const liar = quietOctokit(github.apiUrl, { authStrategy: createAppAuth, auth: forged });
    await expect(liar.rest.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });

  it('exchanges the code of a manifest once', async () => {
    const { code, app } = github.world.access.offer({ name: 'Weir at Acme', default_events: ['push'] });
    const { data } = await octokit().apps.createFromManifest({ code });
    expect(data).toMatchObject({ id: app.id, slug: 'weir-at-acme', events: ['push'] });
    expect(data.pem).toContain('BEGIN RSA PRIVATE KEY');
    await expect(octokit().apps.createFromManifest({ code })).rejects.toMatchObject({ status: 404 });
  });
});
