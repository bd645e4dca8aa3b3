import { at, HistoryBuilder, shaOf } from '@weir/testing';
import { expect, test } from 'vitest';
import type { RepositoryHistory } from '../../facts.js';
import type { DeploymentRecord } from '../../records.js';
import { DEFAULT_RULES } from '../../rules.js';
import { deriveFacts } from '../derive-facts.js';

type More = Partial<DeploymentRecord> & { commit?: string; created?: string };

const URL = 'https://github.com/acme/shop';

/** As GitHub tells of them: keys, ids and addresses of the shape that the source makes. */
class GitHubHistory extends HistoryBuilder {
  deployment(id: number, finished: string, more: More = {}): this {
    const url = `${URL}/actions/runs/${id * 10}/job/1`;
    const told = { rule: 'GITHUB_DEPLOYMENTS' as const, externalId: String(id), url, runId: String(id * 10) };
    return this.deploy(`deployment:${id}`, finished, { ...told, ref: 'main', ...more });
  }

  run(id: number, finished: string, more: More = {}): this {
    const told = { rule: 'WORKFLOW_RUNS' as const, externalId: String(id), url: `${URL}/actions/runs/${id}` };
    return this.deploy(`run:${id}`, finished, { ...told, runId: String(id), ref: 'main', ...more });
  }

  release(id: number, published: string, tag: string, commit: string): this {
    const told = { rule: 'RELEASES' as const, externalId: String(id), url: `${URL}/releases/tag/${tag}`, ref: tag };
    return this.deploy(`release:${id}`, published, { ...told, commit });
  }
}

/** Three changes, merged at 8, 9 and 11. */
const story = () =>
  new GitHubHistory()
    .commit('A', '2026-03-02 08:00', { message: 'First (#1)' })
    .commit('B', '2026-03-02 09:00', { message: 'Second (#2)' })
    .commit('C', '2026-03-02 11:00', { message: 'Third (#3)' })
    .branch('main', 'C')
    .pullRequest(1, { opened: '2026-03-02 07:00', merged: '2026-03-02 08:00', commit: 'A' })
    .pullRequest(2, { opened: '2026-03-02 08:00', merged: '2026-03-02 09:00', commit: 'B' })
    .pullRequest(3, { opened: '2026-03-02 10:30', merged: '2026-03-02 11:00', commit: 'C' });

const derive = (history: RepositoryHistory) => deriveFacts(history, DEFAULT_RULES);
const ruleOf = ({ coverage }: ReturnType<typeof derive>) => [coverage.deploymentRule, coverage.deploymentRuleReason];
const deployedOf = ({ changes }: ReturnType<typeof derive>) => changes.map(({ deployedAt }) => deployedAt);

/**
 * B goes to staging at 09:10, to production-eu at 09:30 and to production-us at 09:45: one release, finished at 09:30, and three
 * deployments. The preview of a pull request is no production. The release notes and the runs of the same workflow add nothing.
 */
test('deployments to several environments are counted as such, and nothing else is', () => {
  const facts = derive(
    story()
      .deployment(1, '2026-03-02 08:30', { commit: 'A', environment: 'production-eu' })
      .deployment(2, '2026-03-02 09:10', { commit: 'B', environment: 'staging' })
      .deployment(3, '2026-03-02 09:30', { commit: 'B', environment: 'production-eu' })
      .deployment(4, '2026-03-02 09:45', { commit: 'B', environment: 'production-us' })
      .deployment(5, '2026-03-02 10:40', { commit: 'C', environment: 'pr-3-preview' })
      .run(30, '2026-03-02 09:32', { commit: 'B' })
      .release(7, '2026-03-02 09:50', 'v1.1.0', 'B')
      .build(),
  );

  expect(ruleOf(facts)).toEqual([
    'GITHUB_DEPLOYMENTS',
    'GitHub deployments to production (3 known): they state what was deployed.',
  ]);
  expect(facts.releases.map(({ key, finishedAt, changeCount }) => [key, finishedAt, changeCount])).toEqual([
    ['deployment:1', at('2026-03-02 08:30'), 1],
    ['deployment:3', at('2026-03-02 09:30'), 1],
  ]);
  expect(facts.deployments.map(({ key, environment, releaseKey }) => [key, environment, releaseKey])).toEqual([
    ['deployment:1', 'production-eu', 'deployment:1'],
    ['deployment:2', 'staging', null],
    ['deployment:3', 'production-eu', 'deployment:3'],
    ['deployment:4', 'production-us', 'deployment:3'],
    ['deployment:5', 'pr-3-preview', null],
  ]);
  expect(deployedOf(facts)).toEqual([null, at('2026-03-02 09:30'), null]);
  expect(facts.changes.map(({ deployedEmptyReason }) => deployedEmptyReason)).toEqual([
    'NO_EARLIER_DEPLOYMENT',
    null,
    'NOT_DEPLOYED_YET',
  ]);
});

/** Attempt 2 fails after two minutes, is tried again at once and succeeds: two attempts, one release. The first broke nothing. */
test('a failed attempt and its retry are two attempts of one release', () => {
  const facts = derive(
    story()
      .deployment(1, '2026-03-02 08:30', { commit: 'A' })
      .deployment(2, '2026-03-02 09:32', { commit: 'B', created: '2026-03-02 09:30', status: 'FAILED' })
      .deployment(3, '2026-03-02 09:36', { commit: 'B', created: '2026-03-02 09:33' })
      .build(),
  );

  expect(facts.deployments.map(({ key, status, failed }) => [key, status, failed])).toEqual([
    ['deployment:1', 'SUCCEEDED', false],
    ['deployment:2', 'FAILED', false],
    ['deployment:3', 'SUCCEEDED', false],
  ]);
  expect(facts.releases.map(({ key }) => key)).toEqual(['deployment:1', 'deployment:3']);
});

/** One that is still being rolled out has no end, and its changes wait. */
test('a deployment in progress is pending, and brings nothing yet', () => {
  const facts = derive(
    story()
      .deployment(1, '2026-03-02 08:30', { commit: 'A' })
      .deployment(2, '2026-03-02 09:32', { commit: 'B', status: 'PENDING' })
      .build(),
  );
  expect(facts.deployments[1]).toMatchObject({ status: 'PENDING', finishedAt: null });
  expect(facts.changes[1]?.deployedEmptyReason).toBe('NOT_DEPLOYED_YET');
});

/** `payload.service` makes two services of a monorepo: each has its own first deployment and its own releases. */
test('a deployment that names its service is that service’s', () => {
  const facts = derive(
    story()
      .deployment(1, '2026-03-02 08:30', { commit: 'A', service: 'web' })
      .deployment(2, '2026-03-02 08:40', { commit: 'A', service: 'api' })
      .deployment(3, '2026-03-02 09:30', { commit: 'B', service: 'api' })
      .deployment(4, '2026-03-02 11:30', { commit: 'C', service: 'web' })
      .build(),
  );
  const whole = facts.deliveries.filter(({ environment }) => environment === null);
  expect(whole.map(({ changeKey, service, deployedAt }) => [changeKey, service, deployedAt])).toEqual([
    ['#1', 'api', null],
    ['#1', 'web', null],
    ['#2', 'api', at('2026-03-02 09:30')],
    ['#2', 'web', at('2026-03-02 11:30')],
    ['#3', 'api', null],
    ['#3', 'web', at('2026-03-02 11:30')],
  ]);
});

/**
 * GitOps: the deployment's own sha is a commit of a configuration repository, unknown here; it names the shas that it brings. The
 * same configuration brought again under another sha of its own is the same delivery: nothing new in it.
 */
test('a deployment of a configuration repository brings the shas that it names', () => {
  const facts = derive(
    story()
      .deployment(1, '2026-03-02 08:30', { sha: shaOf('conf1'), sourceShas: [shaOf('A')] })
      .deployment(2, '2026-03-02 11:30', { sha: shaOf('conf2'), sourceShas: [shaOf('C')] })
      .deployment(3, '2026-03-02 12:30', { sha: shaOf('conf3'), sourceShas: [shaOf('C')] })
      .build(),
  );
  expect(deployedOf(facts)).toEqual([null, at('2026-03-02 11:30'), at('2026-03-02 11:30')]);
  expect(facts.releases.map(({ attribution, changeCount }) => [attribution, changeCount])).toEqual([
    ['EXACT', 1],
    ['EXACT', 2],
    ['EXACT', 0],
  ]);
});

/** Published at 09:30, and rolled out by the workflow that the publication starts: one deployment, told twice. */
test('a release and the GitHub deployment it starts are one deployment', () => {
  const twice = story()
    .release(6, '2026-03-02 08:30', 'v1.0.0', 'A')
    .deployment(1, '2026-03-02 08:36', { commit: 'A', created: '2026-03-02 08:31' })
    .release(7, '2026-03-02 09:30', 'v1.1.0', 'B')
    .deployment(2, '2026-03-02 09:36', { commit: 'B', created: '2026-03-02 09:31' })
    .build();
  const facts = derive(twice);
  expect(facts.releases.map(({ key, finishedAt }) => [key, finishedAt])).toEqual([
    ['deployment:1', at('2026-03-02 08:36')],
    ['deployment:2', at('2026-03-02 09:36')],
  ]);
  const [first] = derive({
    ...twice,
    deployments: twice.deployments.filter(({ rule }) => rule === 'RELEASES'),
  }).releases;
  expect(first?.key).toBe('release:6');
});

/** The same told by the run and by what it deployed, over the push API: they share the run, so they are one. */
test('a pushed report and the GitHub deployment of one run are one deployment', () => {
  const facts = derive(
    story()
      .deployment(1, '2026-03-02 08:30', { commit: 'A' })
      .deploy('ci-20', '2026-03-02 08:31', { commit: 'A', runId: '10', source: '1' })
      .build(),
  );
  expect(facts.deployments.map(({ key, finishedAt }) => [key, finishedAt])).toEqual([
    ['deployment:1', at('2026-03-02 08:30')],
  ]);
});

test.each<[string, RepositoryHistory, string, string]>([
  [
    'runs, where there are no deployments',
    story().run(10, '2026-03-02 08:30', { commit: 'A' }).release(6, '2026-03-02 08:30', 'v1.0.0', 'A').build(),
    'WORKFLOW_RUNS',
    'Runs of a deploy or release workflow (1 known): no deployments in the last 180 days.',
  ],
  [
    'releases, where there is neither',
    story().release(6, '2026-03-02 08:30', 'v1.0.0', 'A').tag('v1.0.0', 'A').build(),
    'RELEASES',
    'Published releases (1 known): no deployments, no runs of a deploy or release workflow in the last 180 days.',
  ],
  [
    'runs of half a year ago give way to releases of now',
    story().run(10, '2025-03-02 08:30').release(6, '2026-03-02 08:30', 'v1.0.0', 'A').build(),
    'RELEASES',
    'Published releases (1 known): no deployments, no runs of a deploy or release workflow in the last 180 days.',
  ],
  [
    'deployments to staging only are none to production',
    story()
      .deployment(1, '2026-03-02 08:30', { commit: 'A', environment: 'staging' })
      .run(10, '2026-03-02 08:40', { commit: 'A' })
      .build(),
    'WORKFLOW_RUNS',
    'Runs of a deploy or release workflow (1 known): no deployments in the last 180 days.',
  ],
])('the rule is chosen with its reason: %s', (_, history, rule, reason) => {
  expect(ruleOf(derive(history))).toEqual([rule, reason]);
});

/** Releases were the rule; now there are GitHub deployments, which state what happened: they take over, whole history included. */
test('a repository that begins to use GitHub deployments is counted by them from then on', () => {
  const before = story().release(6, '2026-03-02 08:30', 'v1.0.0', 'A').build();
  const fixed = { ...before, fixedRule: derive(before).coverage.deploymentRule };
  const after = story()
    .release(6, '2026-03-02 08:30', 'v1.0.0', 'A')
    .release(7, '2026-03-02 09:30', 'v1.1.0', 'B')
    .deployment(1, '2026-03-02 11:30', { commit: 'C' })
    .build();
  const facts = derive({ ...after, fixedRule: fixed.fixedRule });
  expect(facts.coverage.deploymentRule).toBe('GITHUB_DEPLOYMENTS');
  expect(facts.releases.map(({ key }) => key)).toEqual(['deployment:1']);
});

/** Its workflow was renamed and no run is found any more in what is new: what was chosen stays. */
test('a chosen rule stays when another would be chosen today', () => {
  const history = story()
    .run(10, '2025-03-02 08:30', { commit: 'A' })
    .release(6, '2026-03-02 08:30', 'v1.0.0', 'A')
    .build();
  expect(ruleOf(derive({ ...history, fixedRule: 'WORKFLOW_RUNS' }))).toEqual([
    'WORKFLOW_RUNS',
    'Runs of a deploy or release workflow (1 known): chosen when the first sync was complete and kept.',
  ]);
});

test('coverage says what was looked for, and what to set up', () => {
  const howTo =
    'Tell of deployments by GitHub deployments to an environment called production, or by POST /api/v1/deployments.';
  expect(derive(story().build()).coverage.warnings).toContain(
    `For want of anything better, every merge to the production branch counts as a deployment. ${howTo}`,
  );
  const told = { opened: '2026-03-01 08:00', merged: '2026-03-02 08:00', stated: { deployedAt: null } };
  expect(derive(new GitHubHistory().pullRequest(1, told).build()).coverage.warnings).toContain(
    `No production deployment is known: deployment figures are empty. Looked for: GitHub deployments to production, deployments reported by a file or a push, runs of a deploy or release workflow, published releases, version tags, merges to the production branch. ${howTo}`,
  );
});

test('coverage says when deployed commits, or reviews, were not read', () => {
  const history = story()
    .pullRequest(4, { opened: '2026-03-02 10:30', merged: '2026-03-02 11:00', reviews: null })
    .deployment(1, '2026-03-02 08:30', { commit: 'A' })
    .deployment(2, '2026-03-02 09:30', { commit: 'not fetched' })
    .build();
  const { warnings } = derive(history).coverage;
  expect(warnings).toContain(
    '1 of 2 production deployments are of commits that are not known: what they brought is told by dates.',
  );
  expect(warnings).toContain(
    'The reviews of 1 of 4 merged changes were not read: they are in no value stream and no review figure.',
  );
  expect(warnings.join()).not.toContain('For want of anything better');
});
