import { describe, expect, it } from 'vitest';
import { isVersionTag } from './version-tag.js';

describe('version tags', () => {
  it.each(['v1.2.3', '1.2', '1.2.3.4', 'app-1.2.3', 'release/2.0', 'my-app@v1.0.0', 'v1.2.3+build.5', 'V2.0'])(
    'has %s among them',
    (name) => expect(isVersionTag(name)).toBe(true),
  );
  it.each(['stable', 'v1', 'v1.2.3-rc1', '1.0-rc-1.1', 'v1.2.3.4.5', '1.0-2.0', 'nightly-1.2', 'v1.2.x', 'app1.2'])(
    'has not %s',
    (name) => expect(isVersionTag(name)).toBe(false),
  );
});
