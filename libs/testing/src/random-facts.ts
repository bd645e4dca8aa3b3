import type {
  ChangeFact,
  DeliveryFact,
  DeploymentFact,
  EmptyReason,
  IncidentFact,
  Instant,
  LeftOutReason,
  Outcome,
  ReleaseFact,
  RepositoryFacts,
  StageDuration,
  TeamRecord,
} from '@weir/metrics';
import fc from 'fast-check';
import { buildFacts } from './fact-builders.js';

const SERVICES = ['acme/shop', 'search'];
const ENVIRONMENTS = ['production-eu', 'production-us', 'staging'];
const AUTHORS = ['ada', 'grace', 'dependabot[bot]', null];
const LABELS = ['bug', 'docs', 'urgent'];
const HOUR = 3_600_000;

type Draw = fc.GeneratorValue;
const oneOf = <T>(values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Where random facts lie in time. */
export interface FactSpan {
  from: Instant;
  to: Instant;
}

/**
 * Facts of one repository that no derivation made: any mix of known, unknown and excluded that the tables allow. They test
 * what counts facts, not what makes them.
 */
export function arbitraryFacts(span: FactSpan): fc.Arbitrary<RepositoryFacts> {
  return fc.gen().map((draw) => new FactBuilder(draw, span).build());
}

/** Teams that share members, told in another case, and one that nobody is in. */
export const arbitraryTeams: fc.Arbitrary<TeamRecord[]> = fc
  .tuple(...['payments', 'platform'].map(() => fc.subarray(['Ada', 'grace', 'dependabot[bot]', 'nobody'])))
  .map(([payments = [], platform = []]) => [
    { key: 'payments', name: 'Payments', members: payments },
    { key: 'platform', name: 'Platform', members: platform },
    { key: 'empty', name: 'Empty', members: [] },
  ]);

class FactBuilder {
  /** No two deliveries arrive in the same millisecond, so that the earliest is one. */
  private arrivals = 0;

  constructor(
    private readonly draw: Draw,
    private readonly span: FactSpan,
  ) {}

  build(): RepositoryFacts {
    const releases = this.times(8).map((index) => this.buildRelease(index));
    const deployments = this.times(10).map((index) => this.buildDeployment(index));
    const changes = this.times(14).map((index) => this.buildChange(index));
    const deliveries = changes
      .filter((change) => change.state === 'MERGED')
      .flatMap((change) => this.buildDeliveries(change, releases, deployments));
    const incidents = this.times(4).map((index) => this.buildIncident(index, deployments));
    return buildFacts({ changes, deliveries, releases, deployments, incidents });
  }

  private times(most: number): number[] {
    const count = this.draw(fc.nat, { max: most });
    return Array.from({ length: count }, (_, index) => index);
  }

  private pick<T>(...values: T[]): T {
    return this.draw(oneOf<T>, values);
  }

  private flag(): boolean {
    return this.draw(fc.boolean);
  }

  /** Often exactly on an hour, where buckets begin. */
  private instant(): Instant {
    const { from, to } = this.span;
    const at = this.draw(fc.integer, { min: from, max: to });
    return this.flag() ? at : Math.floor(at / HOUR) * HOUR;
  }

  private maybeInstant(): Instant | null {
    return this.draw(fc.nat, { max: 3 }) === 0 ? null : this.instant();
  }

  private seconds(): number {
    return this.draw(fc.nat, { max: 500_000_000 }) / 1000;
  }

  private duration(...reasons: EmptyReason[]): StageDuration {
    const isKnown = this.draw(fc.nat, { max: 3 }) > 0;
    return isKnown
      ? { seconds: this.seconds(), emptyReason: null }
      : { seconds: null, emptyReason: this.pick(...reasons, 'OUT_OF_ORDER') };
  }

  private arrival(): Instant {
    return this.instant() + ++this.arrivals;
  }

  private buildChange(index: number): ChangeFact {
    const state = this.pick<ChangeFact['state']>('MERGED', 'MERGED', 'MERGED', 'OPEN', 'CLOSED');
    const mergedAt = state === 'MERGED' ? this.instant() : null;
    const deployedAt = mergedAt === null || this.flag() ? null : this.instant();
    const author = this.pick(...AUTHORS);
    const reviewsKnown = this.flag();
    const leftOut = () => this.pick<LeftOutReason | null>(null, null, 'REVIEWS_UNKNOWN', 'OUT_OF_ORDER');
    return {
      key: `#${index + 1}`,
      kind: 'PULL_REQUEST',
      number: index + 1,
      title: `Change ${index + 1}`,
      url: null,
      mergeSha: null,
      author,
      authorIsBot: author?.endsWith('[bot]') ?? false,
      state,
      isDraft: false,
      openedAt: this.maybeInstant(),
      firstCommitAt: this.maybeInstant(),
      readyAt: this.maybeInstant(),
      firstReviewAt: this.maybeInstant(),
      approvedAt: this.maybeInstant(),
      mergedAt,
      closedAt: mergedAt,
      deployedAt,
      deployedEmptyReason:
        deployedAt === null
          ? this.pick<EmptyReason>('NO_DEPLOYMENTS', 'NO_EARLIER_DEPLOYMENT', 'NOT_DEPLOYED_YET')
          : null,
      releasedAt: this.flag() ? null : this.instant(),
      additions: this.pick(null, 0, 10, 250),
      deletions: this.pick(null, 0, 3),
      changedFiles: null,
      labels: LABELS.filter(() => this.flag()),
      type: this.pick<ChangeFact['type']>('FEATURE', 'DEFECT', 'OTHER'),
      aiAssisted: this.flag(),
      aiTools: [],
      reviewsKnown,
      reviewCount: reviewsKnown ? this.pick(null, 0, 1, 4) : null,
      reviewed: reviewsKnown ? this.flag() : null,
      reverted: this.flag(),
      inStage: state === 'CLOSED' ? null : this.pick(null, 'CODING', 'REVIEW', 'DEPLOY'),
      stages: {
        CODING: this.duration('COMMITS_UNKNOWN'),
        PICKUP: this.duration('NO_REVIEW', 'REVIEWS_UNKNOWN'),
        REVIEW: this.duration('NO_REVIEW', 'REVIEWS_UNKNOWN'),
        MERGE: this.duration('REVIEWS_UNKNOWN'),
        DEPLOY: this.duration('NOT_DEPLOYED_YET', 'NO_EARLIER_DEPLOYMENT'),
        RELEASE: this.duration('NO_SOURCE'),
      },
      codingFromFirstCommit: this.flag(),
      cycleSeconds: this.duration(),
      openToMergeSeconds: this.duration('COMMITS_UNKNOWN'),
      leadSeconds: this.duration('NOT_DEPLOYED_YET', 'NO_EARLIER_DEPLOYMENT'),
      leadBasis: this.pick<ChangeFact['leadBasis']>('FIRST_COMMIT', 'OPENED', 'MERGED', null),
      releaseLeadSeconds: this.duration('NO_SOURCE'),
      cohortLeftOut: { MERGE: leftOut(), DEPLOY: leftOut(), RELEASE: leftOut() },
      lastAt: this.instant(),
    };
  }

  private buildDeliveries(change: ChangeFact, releases: ReleaseFact[], deployments: DeploymentFact[]): DeliveryFact[] {
    const services = SERVICES.filter(() => this.flag());
    return services.flatMap((service) =>
      [null, ...ENVIRONMENTS]
        .filter(() => this.flag())
        .map((environment) => this.buildDelivery(change, { service, environment, releases, deployments })),
    );
  }

  private buildDelivery(
    change: ChangeFact,
    place: { service: string; environment: string | null; releases: ReleaseFact[]; deployments: DeploymentFact[] },
  ): DeliveryFact {
    const { service, environment } = place;
    const isWhole = environment === null;
    const deployedAt = this.flag() ? this.arrival() : null;
    return {
      changeKey: change.key,
      service,
      environment,
      isProduction: isWhole || environment.startsWith('production'),
      deployedAt,
      emptyReason: deployedAt === null ? this.pick<EmptyReason>('NO_EARLIER_DEPLOYMENT', 'NOT_DEPLOYED_YET') : null,
      attribution: 'EXACT',
      deploymentKey: isWhole ? null : this.pick(null, ...place.deployments.map(({ key }) => key)),
      releaseKey: this.pick(null, ...place.releases.map(({ key }) => key)),
      deploySeconds: deployedAt === null || this.flag() ? null : this.seconds(),
      leadSeconds: deployedAt === null || this.flag() ? null : this.seconds(),
      leadBasis: this.pick<DeliveryFact['leadBasis']>('FIRST_COMMIT', 'OPENED', 'MERGED'),
    };
  }

  private buildOutcome(): Outcome {
    const failed = this.flag();
    const failureStartAt = failed ? this.instant() : null;
    const recoveredAt = failureStartAt === null || this.flag() ? null : failureStartAt + this.seconds() * 1000;
    return {
      failed,
      failureReasons: failed ? ['INCIDENT'] : [],
      isRework: this.flag(),
      failureStartAt,
      recoveredAt: recoveredAt === null ? null : Math.round(recoveredAt),
    };
  }

  private buildRelease(index: number): ReleaseFact {
    return {
      key: `release-${index}`,
      service: this.pick(...SERVICES),
      sha: null,
      ref: null,
      finishedAt: this.instant(),
      isFirst: this.draw(fc.nat, { max: 4 }) === 0,
      attribution: 'EXACT',
      changeCount: 0,
      ...this.buildOutcome(),
    };
  }

  private buildDeployment(index: number): DeploymentFact {
    const environment = this.pick(...ENVIRONMENTS);
    const status = this.pick<DeploymentFact['status']>('SUCCEEDED', 'SUCCEEDED', 'FAILED', 'PENDING');
    return {
      key: `deployment-${index}`,
      externalId: null,
      service: this.pick(...SERVICES),
      environment,
      isProduction: environment.startsWith('production'),
      sha: null,
      ref: null,
      url: null,
      rule: 'PUSHED',
      status,
      createdAt: this.instant(),
      finishedAt: status === 'PENDING' ? null : this.instant(),
      isFirst: false,
      releaseKey: null,
      attribution: 'EXACT',
      changeCount: 0,
      ...this.buildOutcome(),
    };
  }

  private buildIncident(index: number, deployments: DeploymentFact[]): IncidentFact {
    return {
      key: `incident-${index}`,
      externalId: null,
      title: `Incident ${index}`,
      url: null,
      service: this.pick(null, ...SERVICES, 'Shop'),
      severity: null,
      startedAt: this.instant(),
      resolvedAt: null,
      deploymentKey: this.pick(null, ...deployments.map(({ key }) => key)),
      releaseKey: null,
      attribution: 'NONE',
    };
  }
}
