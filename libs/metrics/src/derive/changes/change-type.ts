import type { ChangeType } from '../../records.js';
import { isRevertSubject } from './commit-subject.js';

/** Label words, the first that fits; a security fix is RISK before it is a DEFECT. */
const LABEL_TYPES: [RegExp, ChangeType][] = [
  [/\b(security|vulnerabilit(y|ies)|cve|dependenc(y|ies)|deps|compliance|risk)\b/i, 'RISK'],
  [/\b(bug|bugs|bugfix|defect|fix|hotfix|regression|incident)\b/i, 'DEFECT'],
  [/\b(feature|features|feat|enhancement|story|improvement)\b/i, 'FEATURE'],
  [/\b(refactor(ing)?|tech[- ]?debt|debt|cleanup|chore|build|ci|tests?|testing|maintenance)\b/i, 'DEBT'],
];

/** Conventional-commit prefixes. Documentation is none of the four. A revert repairs what went wrong. */
const PREFIX_TYPES: Record<string, ChangeType> = {
  feat: 'FEATURE',
  feature: 'FEATURE',
  perf: 'FEATURE',
  fix: 'DEFECT',
  bugfix: 'DEFECT',
  hotfix: 'DEFECT',
  revert: 'DEFECT',
  security: 'RISK',
  sec: 'RISK',
  deps: 'RISK',
  refactor: 'DEBT',
  chore: 'DEBT',
  build: 'DEBT',
  ci: 'DEBT',
  test: 'DEBT',
  tests: 'DEBT',
  style: 'DEBT',
};

const RISK_SCOPE = /\b(deps|deps-dev|dependencies|security)\b/i;

/** What kind of work a change was: by its labels, then by its title's conventional-commit prefix, else OTHER. */
export function findChangeType(title: string, labels: string[]): ChangeType {
  for (const [pattern, type] of LABEL_TYPES) if (labels.some((label) => pattern.test(label))) return type;
  if (isRevertSubject(title)) return 'DEFECT';
  if (/^bump \S+ from \S+ to \S+/i.test(title)) return 'RISK';
  const match = /^([a-z]+)\s*(?:\(([^)]*)\))?!?:/i.exec(title);
  if (!match) return 'OTHER';
  if (RISK_SCOPE.test(match[2] ?? '')) return 'RISK';
  return PREFIX_TYPES[match[1]?.toLowerCase() ?? ''] ?? 'OTHER';
}
