import { describe, expect, it } from 'vitest';
import { collectGitHub, pickNamed, toGitHubSources, type GitHubName } from './github-names.js';

const sourcesOf = (...texts: string[]) =>
  toGitHubSources(texts.reduce((before: GitHubName[], text) => collectGitHub(text, before), [])).map(
    ({ settings }) => settings,
  );

describe('names on GitHub', () => {
  it.each([
    ['acme', { owner: 'acme' }],
    ['acme/shop', { owner: 'acme', repositories: ['shop'] }],
    ['acme/shop.git', { owner: 'acme', repositories: ['shop'] }],
    ['acme/shop.js', { owner: 'acme', repositories: ['shop.js'] }],
    ['https://github.com/acme/shop', { owner: 'https://github.com/acme', repositories: ['shop'] }],
    ['github.example.com/acme/', { owner: 'github.example.com/acme' }],
    ['git@github.com:acme/shop.git', { owner: 'git@github.com:acme', repositories: ['shop'] }],
  ])('%s is understood', (text, settings) => {
    expect(sourcesOf(text)).toEqual([settings]);
  });

  it.each(['', '/', 'acme/shop/pulls', 'acme shop'])('"%s" is none', (text) => {
    expect(() => collectGitHub(text, [])).toThrow(/acme\/shop/);
  });

  it('of one owner are one source, in whatever case; the owner alone is all of it', () => {
    expect(sourcesOf('acme/shop', 'Acme/api', 'other')).toEqual([
      { owner: 'Acme', repositories: ['shop', 'api'] },
      { owner: 'other' },
    ]);
    expect(sourcesOf('acme/shop', 'acme')).toEqual([{ owner: 'acme' }]);
  });

  it('choose whose figures are shown, unless all were meant or the name is an old one', () => {
    const [shop] = toGitHubSources(collectGitHub('acme/SHOP', []));
    const [all] = toGitHubSources(collectGitHub('acme', []));
    expect(pickNamed(['acme/api', 'acme/shop'], shop!)).toEqual(['acme/shop']);
    expect(pickNamed(['acme/api', 'acme/store'], shop!)).toEqual(['acme/api', 'acme/store']);
    expect(pickNamed(['acme/api', 'acme/shop'], all!)).toEqual(['acme/api', 'acme/shop']);
  });
});
