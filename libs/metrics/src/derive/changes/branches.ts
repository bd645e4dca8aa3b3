import type { PullRequestRecord } from '../../records.js';
import type { DerivationRules } from '../../rules.js';

/** Which branches live long: the default and the production branch, and those of the rules (`*` matches any run). */
export interface LongLivedBranches {
  production: string | null;
  isLongLived: (branch: string | null) => boolean;
}

/** Builds the test for long-lived branches of one repository. */
export function makeLongLivedBranches(
  production: string | null,
  defaultBranch: string | null,
  rules: DerivationRules,
): LongLivedBranches {
  const patterns = [production, defaultBranch, ...rules.longLivedBranches].flatMap((name) => name ?? []).map(toPattern);
  return {
    production,
    isLongLived: (branch) => branch !== null && patterns.some((pattern) => pattern.test(branch)),
  };
}

function toPattern(glob: string): RegExp {
  const escaped = glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`);
}

/** A merge of one long-lived branch of the same repository into another moves changes on; it is none itself. */
export function isPromotion(record: PullRequestRecord, branches: LongLivedBranches): boolean {
  if (record.headIsSameRepository === false || record.headBranch === record.baseBranch) return false;
  return branches.isLongLived(record.headBranch) && branches.isLongLived(record.baseBranch);
}
