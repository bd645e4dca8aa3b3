import { describe, expect, it } from 'vitest';
import { toNameAndUrl } from './remote-name.js';

describe('the name and page of a repository, from its remote', () => {
  it.each([
    [
      'git@github.com:argoproj/argo-rollouts.git',
      'argoproj/argo-rollouts',
      'https://github.com/argoproj/argo-rollouts',
    ],
    [
      'https://github.com/argoproj/argo-rollouts',
      'argoproj/argo-rollouts',
      'https://github.com/argoproj/argo-rollouts',
    ],
    [
      'https://github.com/argoproj/argo-rollouts.git/',
      'argoproj/argo-rollouts',
      'https://github.com/argoproj/argo-rollouts',
    ],
    ['https://user:ghp_secret@github.com/o/n.git', 'o/n', 'https://github.com/o/n'],
    ['ssh://git@gitlab.example.org:2222/group/sub/n.git', 'group/sub/n', 'https://gitlab.example.org/group/sub/n'],
    ['http://localhost:3000/o/n.git', 'o/n', 'http://localhost:3000/o/n'],
    ['git://example.org/o/n.git', 'o/n', null],
    ['deploy@build.internal:o/n.git', 'o/n', null],
    ['/srv/git/storefront.git', 'storefront', null],
    ['/home/ada/storefront/.git', 'storefront', null],
    ['../data/argo-rollouts-history.bundle', 'argo-rollouts-history', null],
    ['file:///srv/git/storefront.git', 'storefront', null],
    ['C:\\work\\storefront', 'storefront', null],
  ])('%s is %s', (remote, name, url) => {
    expect(toNameAndUrl(remote)).toEqual({ name, url });
  });

  it('finds none where there is none', () => {
    expect(toNameAndUrl('https://github.com/')).toBeNull();
    expect(toNameAndUrl('../..')).toBeNull();
  });
});
