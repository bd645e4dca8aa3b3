import { expect, test } from 'vitest';
import { findChangeType } from './change-type.js';

test.each([
  ['feat(cart): keep it', [], 'FEATURE'],
  ['fix!: keep it', [], 'DEFECT'],
  ['chore(deps): bump left-pad', [], 'RISK'],
  ['Bump left-pad from 1.0 to 1.1', [], 'RISK'],
  ['refactor: smaller', [], 'DEBT'],
  ['ci: faster', [], 'DEBT'],
  ['docs: more', [], 'OTHER'],
  ['Keep the cart', [], 'OTHER'],
  ['Revert "feat: keep it"', [], 'DEFECT'],
  ['feat: keep it', ['bug'], 'DEFECT'],
  ['feat: keep it', ['kind/bug', 'security'], 'RISK'],
  ['Keep the cart', ['tech debt'], 'DEBT'],
] as const)('"%s" with labels %j is %s', (title, labels, type) => {
  expect(findChangeType(title, [...labels])).toBe(type);
});
