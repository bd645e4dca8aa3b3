import { expect, test } from 'vitest';
import { isRevertSubject, parseMergeMessage, parseSquashMessage } from './commit-subject.js';

test.each([
  [
    'Merge pull request #12 from acme/fix/cart\n\nKeep the cart',
    { number: 12, title: 'Keep the cart', headBranch: 'fix/cart' },
  ],
  [
    'Merge pull request #12 from acme/fix',
    { number: 12, title: 'Merge pull request #12 from acme/fix', headBranch: 'fix' },
  ],
  ['Merged in fix (pull request #7)\n\nKeep the cart', { number: 7, title: 'Keep the cart', headBranch: 'fix' }],
  [
    "Merge branch 'fix' into 'main'\n\nKeep the cart\n\nSee merge request acme/shop!31",
    { number: 31, title: 'Keep the cart', headBranch: 'fix' },
  ],
  ["Merge branch 'fix'", { number: null, title: "Merge branch 'fix'", headBranch: 'fix' }],
  ['Bring it all together (#5)', { number: 5, title: 'Bring it all together', headBranch: null }],
])('reads the merge %j', (message, expected) => {
  expect(parseMergeMessage(message)).toEqual(expected);
});

test('a squash carries its number at the end of its subject', () => {
  expect(parseSquashMessage('fix: keep the cart. Fixes #3 (#12)\n\nbody (#99)')).toMatchObject({
    number: 12,
    title: 'fix: keep the cart. Fixes #3',
  });
  expect(parseSquashMessage('see (#12) for more').number).toBeNull();
});

test('a revert is known by its subject, with or without a prefix', () => {
  expect(['Revert "x (#1)"', 'revert: x', 'fix: Revert "x (#1)" (#2)'].every(isRevertSubject)).toBe(true);
  expect(['Reverting is easy', 'fix: revertable carts'].some(isRevertSubject)).toBe(false);
});
