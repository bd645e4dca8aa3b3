import { World } from './github/index.js';

type Repository = ReturnType<World['repository']>;
type PullRequest = ReturnType<Repository['pullRequest']>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PEOPLE = ['ana', 'bo', 'cleo', 'dan'];

/** What may happen on GitHub, as a number each chooses among the things there are. */
export type Step = [what: keyof typeof STEPS, which: number];

/** A world on GitHub that things happen in, one after another, each some minutes after the last. */
export class GitHubStory {
  readonly world: World;
  private readonly names: string[];
  private clock: number;

  constructor(startAt: number, names: string[] = ['shop', 'search']) {
    this.clock = startAt;
    this.world = new World({ now: () => this.clock, beginning: startAt });
    this.world.organisation('acme');
    this.names = names;
    for (const name of names) this.world.repository(`acme/${name}`);
    this.world.team('acme/payments', ['ana', 'bo']);
  }

  get now(): number {
    return this.clock;
  }

  wait(milliseconds: number): this {
    this.clock += milliseconds;
    return this;
  }

  /** Things happen. */
  tell(steps: readonly Step[]): this {
    for (const [what, which] of steps) {
      this.wait((1 + (which % 200)) * MINUTE);
      const repository = this.repositories[which % this.names.length];
      if (repository)
        STEPS[what]({
          repository,
          which: Math.floor(which / this.names.length),
          by: pick(PEOPLE, which) ?? 'ana',
          story: this,
        });
    }
    return this;
  }

  /** An ordinary time: changes with reviews, deployments every third, a release every tenth, an incident now and then. */
  tellUsual(count: number): this {
    const steps = Array.from({ length: count }, (_, index): Step[] => [
      ['open', index],
      ['review', index + 1],
      ['merge', index],
      ...(index % 3 === 0 ? ([['deploy', index]] as Step[]) : []),
      ...(index % 10 === 0 ? ([['release', index]] as Step[]) : []),
      ...(index % 8 === 0 ? ([['incident', index]] as Step[]) : []),
    ]);
    return this.tell(steps.flat());
  }

  private get repositories(): Repository[] {
    return [...this.world.repositories.values()];
  }
}

interface Scene {
  repository: Repository;
  which: number;
  by: string;
  story: GitHubStory;
}

const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length];
const openOnes = ({ repository }: Scene): PullRequest[] =>
  [...repository.pulls.values()].filter(({ state }) => state === 'OPEN');
const headOf = ({ repository }: Scene): string => repository.headOf(repository.defaultBranch);

/** Everything that can happen; a step for which there is nothing does nothing. */
const STEPS = {
  open: ({ repository, which, by }: Scene) => {
    const commits = Array.from({ length: 1 + (which % 3) }, (_, index) => ({ message: `Part ${index}` }));
    repository.pullRequest({
      by,
      title: `Change ${which}`,
      draft: which % 5 === 0,
      labels: which % 4 === 0 ? ['bug'] : [],
      commits,
    });
  },
  openLarge: ({ repository, by }: Scene) => {
    const commits = Array.from({ length: 45 }, (_, index) => ({ message: `Part ${index}` }));
    const pull = repository.pullRequest({ by, title: 'Large', commits });
    for (let index = 0; index < 40; index += 1) pull.review({ by: 'bo', state: 'COMMENTED' }).label(`label-${index}`);
  },
  push: (scene: Scene) => pick(openOnes(scene), scene.which)?.push({ by: scene.by, message: 'More' }),
  review: (scene: Scene) => pick(openOnes(scene), scene.which)?.review({ by: scene.by }),
  reviewLate: ({ repository, which, by }: Scene) =>
    pick([...repository.pulls.values()], which)?.review({ by, state: 'COMMENTED' }),
  askForReview: (scene: Scene) => pick(openOnes(scene), scene.which)?.requestReview(scene.by, { by: 'ana' }),
  dismiss: ({ repository, which }: Scene) => {
    const pull = pick(
      [...repository.pulls.values()].filter(({ reviews }) => reviews.length > 0),
      which,
    );
    const review = pull?.reviews[0];
    if (pull && review) pull.dismiss(review);
  },
  ready: (scene: Scene) =>
    pick(
      openOnes(scene).filter(({ isDraft }) => isDraft),
      scene.which,
    )?.ready(),
  draft: (scene: Scene) => pick(openOnes(scene), scene.which)?.backToDraft(),
  merge: (scene: Scene) =>
    pick(openOnes(scene), scene.which)?.merge({ by: scene.by, how: pick(['MERGE', 'SQUASH', 'REBASE'], scene.which) }),
  close: (scene: Scene) => pick(openOnes(scene), scene.which)?.close({ by: scene.by }),
  reopen: ({ repository, which }: Scene) =>
    pick(
      [...repository.pulls.values()].filter(({ state }) => state === 'CLOSED'),
      which,
    )?.reopen(),
  label: ({ repository, which }: Scene) => pick([...repository.pulls.values()], which)?.label(`label ${which % 3}`),
  unlabel: ({ repository, which }: Scene) => pick([...repository.pulls.values()], which)?.unlabel('bug'),
  edit: ({ repository, which }: Scene) => pick([...repository.pulls.values()], which)?.edit(`Edited ${which}`),
  pushDirectly: ({ repository, by }: Scene) => repository.push({ by, message: 'Straight to production' }),
  deploy: (scene: Scene) => {
    const { repository, which, by, story } = scene;
    const states = pick([['SUCCESS'], ['IN_PROGRESS'], ['FAILURE'], []] as const, which) ?? [];
    const statuses = states.map((state) => ({ state, at: story.now + MINUTE }));
    repository.deploy({
      by,
      sha: headOf(scene),
      environment: pick(['production', 'staging'], which),
      statuses,
      payload: which % 2 ? { service: 'api' } : {},
    });
  },
  deployRelease: ({ repository, which, by, story }: Scene) => {
    const branch = `release/${which % 3}`;
    const commit = repository.push({ branch, by, message: 'Fix on the release branch' });
    repository.deploy({ by, sha: commit.sha, ref: branch, statuses: [{ state: 'SUCCESS', at: story.now + MINUTE }] });
  },
  status: ({ repository, which }: Scene) =>
    pick(repository.deployments, repository.deployments.length - 1 - (which % 2))?.status({
      state: which % 3 ? 'SUCCESS' : 'FAILURE',
    }),
  deleteDeployment: ({ repository, which }: Scene) => pick(repository.deployments, which)?.delete(),
  run: (scene: Scene) => {
    const { repository, which, by } = scene;
    const workflow = pick(['Deploy', 'CI', 'Publish', 'Deploy preview'], which);
    const event = which % 5 === 4 ? 'pull_request' : 'push';
    const branch = which % 7 === 6 ? 'topic' : repository.defaultBranch;
    repository.run({
      by,
      workflow,
      event,
      branch,
      sha: headOf(scene),
      conclusion: pick(['success', 'failure', 'cancelled', null], which),
    });
  },
  finishRun: ({ repository, which }: Scene) =>
    pick(
      repository.runs.filter(({ status }) => status !== 'completed'),
      which,
    )?.finish('success'),
  runAgain: ({ repository, which }: Scene) =>
    pick(repository.runs, which)
      ?.again()
      .finish(which % 2 ? 'success' : 'cancelled'),
  release: (scene: Scene) => {
    const tag = `v1.${scene.repository.releases.length}.${scene.which}`;
    scene.repository.release({
      tag,
      sha: headOf(scene),
      draft: scene.which % 4 === 3,
      prerelease: scene.which % 6 === 5,
    });
  },
  tag: (scene: Scene) => {
    const { repository, which, story } = scene;
    repository.tag(`v2.${which}.0`, headOf(scene), { at: story.now });
  },
  incident: ({ repository, by }: Scene) =>
    repository.issue({ by, title: 'It is down', labels: ['incident'], assignees: [by] }),
  closeIssue: ({ repository, which }: Scene) =>
    pick([...repository.issues.values()], which)?.close({
      reason: pick(['COMPLETED', 'NOT_PLANNED', 'DUPLICATE'], which),
    }),
  reopenIssue: ({ repository, which }: Scene) =>
    pick(
      [...repository.issues.values()].filter(({ state }) => state === 'CLOSED'),
      which,
    )?.reopen(),
  deleteIssue: ({ repository, which }: Scene) => pick([...repository.issues.values()], which)?.delete(),
  rename: ({ repository, which }: Scene) => repository.rename(`${repository.name.split('-')[0]}-${which}`),
  moveTeam: ({ story, by }: Scene) => story.world.team('acme/payments', [by]),
  wait: ({ story, which }: Scene) => story.wait(which * HOUR),
} satisfies Record<string, (scene: Scene) => unknown>;

/** Every kind of thing that can happen, for tests that choose at random. */
export const STORY_STEPS = Object.keys(STEPS) as Step[0][];
