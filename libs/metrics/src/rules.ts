import type { FailureReason } from './facts.js';

/** What a workspace may set about how moments, content and failure are derived. A change of these derives the facts again. */
export interface DerivationRules {
  /** Logins and names counted as bots besides account type and the `[bot]` ending. */
  botLogins: string[];
  /** Branch whose merges count, per repository `owner/name`; the default branch where absent. */
  productionBranches: Record<string, string>;
  /** Branches whose merge into another long-lived one is a promotion, besides the default and production branch; `*` matches any run. */
  longLivedBranches: string[];
  /** `FIRST` = deployed when the first production environment has it, `LAST` = when all have. */
  deployedWhen: 'FIRST' | 'LAST';
  incidentWindowSeconds: number;
  hotfixWindowSeconds: number;
  revertWindowSeconds: number;
  hotfixLabels: string[];
  /** Case-insensitive regular expressions on title and branch. */
  hotfixPatterns: string[];
  failureReasons: FailureReason[];
  /** Which releases a rollback blames: the first after its target, the latest, or all between. */
  rollbackBlames: 'FIRST_AFTER_TARGET' | 'LATEST' | 'ALL';
  /** Environment names that are (not) production although their words say otherwise. */
  productionEnvironments: Record<string, boolean>;
  /** Case-insensitive regular expressions; an issue with a label that one of them matches whole is an incident. */
  incidentLabels: string[];
  /** By hand: incident key → deployment key of its cause, or null for "not from a deployment". */
  manualIncidentDeployments: Record<string, string | null>;
}

const HOUR = 3600;

export const DEFAULT_RULES: DerivationRules = {
  botLogins: [],
  productionBranches: {},
  longLivedBranches: ['develop', 'development', 'staging', 'next', 'release/*'],
  deployedWhen: 'FIRST',
  incidentWindowSeconds: 72 * HOUR,
  hotfixWindowSeconds: 72 * HOUR,
  revertWindowSeconds: 30 * 24 * HOUR,
  hotfixLabels: ['hotfix'],
  hotfixPatterns: ['\\bhot-?fix\\b'],
  failureReasons: ['INCIDENT', 'ROLLBACK', 'REVERT', 'HOTFIX', 'ROLLOUT'],
  rollbackBlames: 'FIRST_AFTER_TARGET',
  productionEnvironments: {},
  incidentLabels: ['incident', 'outage', 'sev[-: ]?[0-4]', 'p[01]', 'production-bug'],
  manualIncidentDeployments: {},
};
