import { expect, test } from 'vitest';
import { parseVersionTag } from './version-tag.js';

test.each([
  ['v1.2.3', '1.2.3', null],
  ['1.2', '1.2', null],
  ['V1.2.3.4', '1.2.3.4', null],
  ['2024.01.05', '2024.01.05', null],
  ['1.2.3+build.7-a', '1.2.3', null],
  ['app-1.2.3', '1.2.3', 'app'],
  ['helm-chart-v2.0', '2.0', 'helm-chart'],
  ['pkg@1.2.3', '1.2.3', 'pkg'],
  ['libs/core_1.2.3', '1.2.3', 'libs/core'],
  ['release/1.2', '1.2', null],
  ['release-v1.2.3', '1.2.3', null],
])('%s is version %s of %s', (name, version, component) => {
  const tag = parseVersionTag(name);

  expect(tag?.version.replace(/^v/i, '')).toBe(version);
  expect(tag?.component).toBe(component);
});

test.each([
  ['v1.2.3-rc1', 'a pre-release after the version'],
  ['1.2-3.4', 'a word that is itself a version'],
  ['v1.2.3-rc.1.2', 'a word that is itself a version'],
  ['rc-1.2.3', 'a word that is a pre-release'],
  ['app/beta2/1.2.3', 'a word that is a pre-release'],
  ['v1', 'one number'],
  ['1.2.3.4.5', 'five numbers'],
  ['v1.2.x', 'no number'],
  ['app--1.2.3', 'an empty word'],
  ['app1.2.3', 'a word that does not end'],
  ['1.2.3+', 'an empty build'],
  ['stable', 'no version'],
])('%s is no version tag: %s', (name) => {
  expect(parseVersionTag(name)).toBeNull();
});
