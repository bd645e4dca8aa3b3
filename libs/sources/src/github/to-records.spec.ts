import { describe, expect, it } from 'vitest';
import type {
  DeploymentPayload,
  IssuePayload,
  PullRequestPayload,
  ReleasePayload,
  StatusPayload,
} from './reading/payloads.js';
import { toDeployment } from './to-deployment.js';
import { toIssue } from './to-issue.js';
import { toLogin } from './to-person.js';
import { toPullRequest } from './to-pull-request.js';
import { tagCommittedAt, toTag } from './to-refs.js';
import { toRelease } from './to-release.js';
import { type RunPayload, toRun } from './to-run.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString();
const instant = (minute: number) => Date.UTC(2026, 0, 5, 10, minute);
const listed = <T>(...nodes: T[]) => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null } });
const user = (login: string) => ({ __typename: 'User', login });

function pullRequest(more: Partial<PullRequestPayload> = {}): PullRequestPayload {
  return {
    ...{
      id: 'PR_1',
      number: 7,
      title: 'Faster',
      body: 'Why',
      url: 'https://github.com/acme/shop/pull/7',
      state: 'OPEN',
    },
    ...{ isDraft: false, createdAt: at(0), updatedAt: at(9), mergedAt: null, closedAt: null, author: user('ana') },
    ...{ mergeCommit: null, baseRefName: 'main', headRefName: 'faster', isCrossRepository: false },
    ...{ additions: 10, deletions: 2, changedFiles: 1, labels: listed({ name: 'bug' }), commits: listed() },
    ...{ reviews: listed(), timelineItems: listed(), closingIssuesReferences: listed() },
    ...more,
  };
}

describe('A pull request', () => {
  it('has its merge only when it was merged: before, GitHub tells of a trial', () => {
    const mergeCommit = { oid: 'abc' };
    expect(toPullRequest(pullRequest({ mergeCommit })).mergeSha).toBeNull();
    const merged = pullRequest({ mergeCommit, state: 'MERGED', mergedAt: at(5), closedAt: at(5) });
    expect(toPullRequest(merged)).toMatchObject({ mergeSha: 'abc', mergedAt: instant(5), state: 'MERGED' });
  });

  it('of a deleted account has no author, and says nothing of a bot', () => {
    expect(toPullRequest(pullRequest({ author: null }))).toMatchObject({ author: null, authorIsBot: null });
  });

  it('has the reviews that were submitted, in no state that we do not know', () => {
    const review = (state: string, submittedAt: string | null, author = user('bo')) => ({ state, submittedAt, author });
    const bot = { __typename: 'Bot', login: 'copilot-pull-request-reviewer' };
    const reviews = listed(review('PENDING', null), review('APPROVED', at(4)), review('COMMENTED', at(3), bot));
    expect(toPullRequest(pullRequest({ reviews })).reviews).toEqual([
      { author: 'bo', authorIsBot: false, state: 'APPROVED', submittedAt: instant(4) },
      { author: 'copilot-pull-request-reviewer[bot]', authorIsBot: true, state: 'COMMENTED', submittedAt: instant(3) },
    ]);
  });

  it('tells draft events and others apart, in the order of time; a team that was asked has no name', () => {
    const timelineItems = listed(
      { __typename: 'ReviewRequestedEvent', createdAt: at(3), requestedReviewer: user('bo') },
      { __typename: 'ReadyForReviewEvent', createdAt: at(2) },
      { __typename: 'LabeledEvent', createdAt: at(1), label: { name: 'hotfix' } },
      { __typename: 'ReviewRequestedEvent', createdAt: at(4), requestedReviewer: { __typename: 'Team' } },
      { __typename: 'RenamedTitleEvent', createdAt: at(5) },
    );
    const { events, draftEvents } = toPullRequest(pullRequest({ timelineItems }));
    expect(draftEvents).toEqual([{ kind: 'READY', at: instant(2) }]);
    expect(events).toEqual([
      { kind: 'LABELED', at: instant(1), label: 'hotfix' },
      { kind: 'REVIEW_REQUESTED', at: instant(3), person: 'bo' },
      { kind: 'REVIEW_REQUESTED', at: instant(4) },
    ]);
  });

  it('knows its commits, merges among them, and the issues it closes', () => {
    const commit = (oid: string, parents: number) => ({
      commit: {
        oid,
        authoredDate: at(1),
        message: `${'m'.repeat(20_000)}\n\nCo-authored-by: Copilot`,
        parents: { totalCount: parents },
      },
    });
    const closing = listed({ number: 3, repository: { nameWithOwner: 'acme/support' } });
    const record = toPullRequest(
      pullRequest({ commits: listed(commit('a', 1), commit('b', 2)), closingIssuesReferences: closing }),
    );
    expect(
      record.commits?.map(({ sha, isMerge, message }) => [
        sha,
        isMerge,
        message.endsWith('Copilot') && message.length <= 16_384,
      ]),
    ).toEqual([
      ['a', false, true],
      ['b', true, true],
    ]);
    expect(record.closingIssues).toEqual(['acme/support#3']);
  });
});

describe('A login', () => {
  it('of a bot ends in [bot], as GitHub calls it everywhere else', () => {
    expect(toLogin({ __typename: 'Bot', login: 'dependabot' })).toBe('dependabot[bot]');
    expect(toLogin({ __typename: 'Bot', login: 'dependabot[bot]' })).toBe('dependabot[bot]');
    expect(toLogin(user('ana'))).toBe('ana');
  });
});

describe('A deployment', () => {
  const status = (state: string, minute: number, more: Partial<StatusPayload> = {}): StatusPayload => ({
    ...{ state, createdAt: at(minute), logUrl: null, environmentUrl: null },
    ...more,
  });
  const deployment = (statuses: StatusPayload[], more: Partial<DeploymentPayload> = {}): DeploymentPayload => ({
    ...{
      id: 'DE_1',
      databaseId: 5,
      createdAt: at(0),
      updatedAt: at(9),
      environment: 'production',
      latestEnvironment: null,
    },
    ...{ commitOid: 'abc', payload: null, ref: { name: 'main' }, statuses: listed(...statuses) },
    ...more,
  });
  const endOf = (...statuses: StatusPayload[]) => {
    const record = toDeployment(deployment(statuses));
    return [record?.status, record?.finishedAt];
  };

  it('is finished at its first success, whatever comes later and in whatever order it is told', () => {
    expect(endOf(status('INACTIVE', 9), status('SUCCESS', 5), status('FAILURE', 3), status('SUCCESS', 8))).toEqual([
      'SUCCEEDED',
      instant(5),
    ]);
  });

  it('failed when it ended so and never succeeded, also when its last statuses are of one second', () => {
    expect(endOf(status('IN_PROGRESS', 1), status('FAILURE', 3), status('INACTIVE', 4))).toEqual([
      'FAILED',
      instant(3),
    ]);
    expect(endOf(status('ERROR', 3), status('IN_PROGRESS', 3))).toEqual(['FAILED', instant(3)]);
  });

  it('is pending otherwise', () => {
    expect(endOf()).toEqual(['PENDING', null]);
    expect(endOf(status('FAILURE', 1), status('IN_PROGRESS', 2))).toEqual(['PENDING', null]);
  });

  it('names its service, its environment and the run it came from', () => {
    const logUrl = 'https://github.com/acme/shop/actions/runs/99/job/3';
    const payload = JSON.stringify(JSON.stringify({ service: ' api ' }));
    const record = toDeployment(
      deployment([status('SUCCESS', 1, { logUrl })], { payload, latestEnvironment: 'prod-eu' }),
    );
    expect(record).toMatchObject({
      key: 'deployment:5',
      service: 'api',
      environment: 'prod-eu',
      runId: '99',
      url: logUrl,
    });
    for (const other of [null, '', 'no json', '[]', '{"service":7}', '"text"', `{"service":"${'x'.repeat(3000)}"}`])
      expect(toDeployment(deployment([], { payload: other }))?.service).toBeNull();
  });
});

describe('A release', () => {
  const release = (more: Partial<ReleasePayload> = {}): ReleasePayload => ({
    ...{
      id: 'RE_1',
      databaseId: 8,
      createdAt: at(0),
      updatedAt: at(1),
      publishedAt: at(2),
      isDraft: false,
      isPrerelease: false,
    },
    ...{ tagName: 'v1.2.3', url: 'https://github.com/acme/shop/releases/8', tagCommit: { oid: 'abc' } },
    ...more,
  });

  it('is a delivery to production once it is published, and no pre-release', () => {
    expect(toRelease(release(), 'acme/shop')).toMatchObject({
      key: 'release:8',
      finishedAt: instant(2),
      sha: 'abc',
      ref: 'v1.2.3',
    });
    expect(toRelease(release({ isDraft: true, publishedAt: null }), 'acme/shop')).toBeNull();
    expect(toRelease(release({ isPrerelease: true }), 'acme/shop')).toBeNull();
  });

  it('of a part of the repository is one of that service', () => {
    expect(toRelease(release({ tagName: 'api-1.2.3' }), 'acme/shop')?.service).toBe('api');
    expect(toRelease(release({ tagName: 'shop-1.2.3' }), 'acme/shop')?.service).toBeNull();
  });
});

describe('A run', () => {
  const run = (more: Partial<RunPayload> = {}): RunPayload => ({
    ...{
      id: 4,
      name: 'Deploy',
      path: '.github/workflows/deploy.yml',
      head_branch: 'main',
      head_sha: 'abc',
      event: 'push',
    },
    ...{ status: 'completed', conclusion: 'success', html_url: 'https://github.com/acme/shop/actions/runs/4' },
    ...{ created_at: at(0), updated_at: at(6) },
    ...more,
  });

  it('that completed is an attempt, a success or not', () => {
    expect(toRun(run(), 'main')).toMatchObject({
      key: 'run:4',
      status: 'SUCCEEDED',
      finishedAt: instant(6),
      runId: '4',
    });
    for (const conclusion of ['failure', 'timed_out', 'startup_failure'])
      expect(toRun(run({ conclusion }), 'main')?.status).toBe('FAILED');
  });

  it.each([
    { conclusion: 'cancelled' },
    { conclusion: 'skipped' },
    { status: 'in_progress', conclusion: null },
    { event: 'pull_request' },
    { event: 'pull_request_target' },
    { head_branch: 'topic' },
    { head_branch: null },
  ])('is none: %o', (more) => {
    expect(toRun(run(more), 'main')).toBeNull();
  });
});

describe('A tag', () => {
  it('is peeled to its commit, through tags of tags, with the time of the outermost', () => {
    const commit = { __typename: 'Commit', oid: 'abc', committedDate: at(1) };
    const inner = { __typename: 'Tag', oid: 't1', tagger: { date: at(2) }, target: commit };
    const outer = { __typename: 'Tag', oid: 't2', tagger: { date: at(3) }, target: inner };
    expect(toTag({ name: 'v1', target: outer })).toEqual([
      { kind: 'TAG', name: 'v1', sha: 'abc', taggedAt: instant(3) },
    ]);
    expect(toTag({ name: 'v1', target: commit })).toEqual([{ kind: 'TAG', name: 'v1', sha: 'abc', taggedAt: null }]);
    expect(tagCommittedAt({ name: 'v1', target: outer })).toBe(instant(1));
    expect(toTag({ name: 'tree', target: { __typename: 'Tree', oid: 'x' } })).toEqual([]);
  });
});

describe('An issue', () => {
  it('says whether and why it is closed', () => {
    const issue: IssuePayload = {
      ...{
        id: 'I_1',
        number: 3,
        title: 'Down',
        body: null,
        url: 'https://github.com/acme/shop/issues/3',
        closed: true,
      },
      ...{ stateReason: 'NOT_PLANNED', createdAt: at(0), updatedAt: at(5), closedAt: at(4), author: user('ana') },
      ...{ labels: listed({ name: 'incident' }), assignees: listed({ login: 'bo' }), timelineItems: listed() },
    };
    expect(toIssue(issue)).toMatchObject({
      state: 'CLOSED',
      stateReason: 'NOT_PLANNED',
      closedAt: instant(4),
      assignees: ['bo'],
    });
    expect(toIssue({ ...issue, closed: false, closedAt: null, stateReason: null })).toMatchObject({
      state: 'OPEN',
      closedAt: null,
    });
  });
});
