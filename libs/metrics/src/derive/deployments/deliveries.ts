import type { ContentAttribution, EmptyReason } from '../../facts.js';
import type { Instant } from '../../records.js';
import type { DerivationRules } from '../../rules.js';
import { computeContents, type Brought, type ContentContext } from './content.js';
import type { Success } from './deployment.js';
import type { EnvironmentLine, Release, ServiceLine } from './releases.js';

/** How a change came (or did not come) to an environment, or to a service's production as a whole. */
export interface Delivery {
  deployedAt: Instant | null;
  emptyReason: EmptyReason | null;
  attribution: ContentAttribution;
  deploymentKey: string | null;
  releaseKey: string | null;
}

/** One sequence of deployments, what each brought, and what became of every change there. */
export interface DeliveredLine {
  service: string;
  /** Null for production as a whole. */
  environment: string | null;
  isProduction: boolean;
  sequence: Success[];
  contents: Brought[][];
  /** By index of the change; unmerged ones have none. */
  deliveries: (Delivery | null)[];
}

const NOT_DEPLOYED: Delivery = {
  deployedAt: null,
  emptyReason: 'NOT_DEPLOYED_YET',
  attribution: 'NONE',
  deploymentKey: null,
  releaseKey: null,
};

/** Everything one service delivered: a line per environment, and one for production where it has releases. */
export function deliverService(line: ServiceLine, context: ContentContext, rules: DerivationRules): DeliveredLine[] {
  const releaseKeys = mapReleaseKeys(line.releases);
  const environments = line.environments.map((environment) =>
    deliverEnvironment(line, environment, { context, releaseKeys }),
  );
  if (line.releases.length === 0) return environments;
  const production = deliverProduction(line, environments, { context, releaseKeys });
  const isLast = rules.deployedWhen === 'LAST';
  return [
    ...environments,
    isLast
      ? waitForAll(
          production,
          environments.filter((own) => own.isProduction),
        )
      : production,
  ];
}

interface DeliverContext {
  context: ContentContext;
  releaseKeys: Map<string, string>;
}

function mapReleaseKeys(releases: Release[]): Map<string, string> {
  return new Map(releases.flatMap(({ key, deployments }) => deployments.map((deployment) => [deployment.key, key])));
}

function deliverEnvironment(
  { service }: ServiceLine,
  { environment, isProduction, deployments }: EnvironmentLine,
  { context, releaseKeys }: DeliverContext,
): DeliveredLine {
  const contents = computeContents(deployments, context);
  const deliveries = toDeliveries(deployments, contents, { context, releaseKeys });
  return { service, environment, isProduction, sequence: deployments, contents, deliveries };
}

function deliverProduction(
  { service, releases, environments }: ServiceLine,
  delivered: DeliveredLine[],
  { context, releaseKeys }: DeliverContext,
): DeliveredLine {
  const sequence = releases.map((release) => release.first);
  const production = environments.filter((environment) => environment.isProduction);
  const only =
    production.length === 1 ? delivered.find((line) => line.environment === production[0]?.environment) : undefined;
  // With one production environment every success there is a release, so the contents are the same.
  const contents = only?.contents ?? computeContents(sequence, context);
  const deliveries = only?.deliveries ?? toDeliveries(sequence, contents, { context, releaseKeys });
  return { service, environment: null, isProduction: true, sequence, contents, deliveries };
}

/** What the first known deployment brought may have been out before: it has no deployed moment. */
function toDeliveries(
  sequence: Success[],
  contents: Brought[][],
  { context, releaseKeys }: DeliverContext,
): (Delivery | null)[] {
  const deliveries = context.changes.map((change) => (change.mergedAt === null ? null : NOT_DEPLOYED));
  sequence.forEach((deployment, index) => {
    for (const { change, attribution } of contents[index] ?? []) {
      deliveries[change] = {
        deployedAt: index === 0 ? null : deployment.finishedAt,
        emptyReason: index === 0 ? 'NO_EARLIER_DEPLOYMENT' : null,
        attribution,
        deploymentKey: deployment.key,
        releaseKey: releaseKeys.get(deployment.key) ?? null,
      };
    }
  });
  return deliveries;
}

/** The setting "deployed when the last region has it": an environment that cannot tell (its first deployment) is not asked. */
function waitForAll(production: DeliveredLine, environments: DeliveredLine[]): DeliveredLine {
  const deliveries = production.deliveries.map((first, change): Delivery | null => {
    const all = environments.flatMap((environment) => environment.deliveries[change] ?? []);
    if (first === null) return null;
    if (all.some(({ emptyReason }) => emptyReason === 'NOT_DEPLOYED_YET')) {
      return { ...first, deployedAt: null, emptyReason: 'NOT_DEPLOYED_YET' };
    }
    const known = all.filter((delivery) => delivery.deployedAt !== null);
    const last = known.reduce<Delivery | null>((a, b) => ((a?.deployedAt ?? 0) >= (b.deployedAt ?? 0) ? a : b), null);
    return last ? { ...first, deployedAt: last.deployedAt, emptyReason: null } : first;
  });
  return { ...production, deliveries };
}
