import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

/**
 * The canary: each forbidden import is linted as if it stood in a file of that ring, and the rule must fire. Without a project
 * graph `@nx/enforce-module-boundaries` is silent, which would look exactly like a house in order.
 */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BOUNDARIES = '@nx/enforce-module-boundaries';
const IMPORTS = 'no-restricted-imports';

const FORBIDDEN = [
  { what: 'core → Node', file: 'libs/metrics/src/canary.ts', from: 'node:fs', rule: IMPORTS },
  { what: 'core → framework', file: 'libs/metrics/src/canary.ts', from: '@nestjs/common', rule: IMPORTS },
  { what: 'core → database driver', file: 'libs/metrics/src/canary.ts', from: 'pg', rule: IMPORTS },
  { what: 'core → React', file: 'libs/metrics/src/canary.ts', from: 'react', rule: IMPORTS },
  { what: 'core → GraphQL', file: 'libs/metrics/src/canary.ts', from: 'graphql', rule: IMPORTS },
  { what: 'core → queue', file: 'libs/metrics/src/canary.ts', from: 'bullmq', rule: IMPORTS },
  { what: 'core → store', file: 'libs/metrics/src/canary.ts', from: '@weir/store', rule: BOUNDARIES },
  { what: 'core → sources', file: 'libs/metrics/src/canary.ts', from: '@weir/sources', rule: BOUNDARIES },
  { what: 'store → sources', file: 'libs/store/src/canary.ts', from: '@weir/sources', rule: BOUNDARIES },
  { what: 'sources → store', file: 'libs/sources/src/canary.ts', from: '@weir/store', rule: BOUNDARIES },
  { what: 'web → store', file: 'apps/web/src/canary.ts', from: '@weir/store', rule: BOUNDARIES },
  { what: 'web → sources', file: 'apps/web/src/canary.ts', from: '@weir/sources', rule: BOUNDARIES },
  { what: 'web → server', file: 'apps/web/src/canary.ts', from: '../../server/src/config.js', rule: BOUNDARIES },
  {
    what: 'a lib → an app',
    file: 'libs/store/src/canary.ts',
    from: '../../../apps/server/src/config.js',
    rule: BOUNDARIES,
  },
  { what: 'core → testing', file: 'libs/metrics/src/canary.ts', from: '@weir/testing', rule: IMPORTS },
  { what: 'store → testing', file: 'libs/store/src/canary.ts', from: '@weir/testing', rule: IMPORTS },
  { what: 'sources → testing', file: 'libs/sources/src/canary.ts', from: '@weir/testing', rule: IMPORTS },
  { what: 'server → testing', file: 'apps/server/src/canary.ts', from: '@weir/testing', rule: IMPORTS },
  { what: 'web → testing', file: 'apps/web/src/canary.tsx', from: '@weir/testing', rule: IMPORTS },
  {
    what: 'testing by the back door',
    file: 'apps/server/src/canary.ts',
    from: '../../../libs/testing/src/index.js',
    rule: BOUNDARIES,
  },
];

const ALLOWED = [
  { what: 'store → core', file: 'libs/store/src/canary.ts', from: '@weir/metrics' },
  { what: 'server → store', file: 'apps/server/src/canary.ts', from: '@weir/store' },
  { what: 'web → core', file: 'apps/web/src/canary.ts', from: '@weir/metrics' },
  { what: 'a test → testing', file: 'libs/store/src/canary.spec.ts', from: '@weir/testing' },
];

describe('the import rules', () => {
  let eslint: ESLint;

  beforeAll(() => {
    execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], {
      cwd: ROOT,
      stdio: 'ignore',
    });
    eslint = new ESLint({ cwd: ROOT });
  });

  async function rulesThatFire(file: string, source: string): Promise<(string | null)[]> {
    const [result] = await eslint.lintText(source, { filePath: `${ROOT}${file}` });
    return (result?.messages ?? []).map((message) => message.ruleId);
  }

  it.each(FORBIDDEN)('refuse $what', async ({ file, from, rule }) => {
    const source = `import * as canary from '${from}';\nexport const use = canary;\n`;
    expect(await rulesThatFire(file, source)).toContain(rule);
  });

  it.each(ALLOWED)('let $what pass', async ({ file, from }) => {
    const source = `import * as canary from '${from}';\nexport const use = canary;\n`;
    expect(await rulesThatFire(file, source)).toEqual([]);
  });

  it.each([
    ['the clock', 'export const now = Date.now();', 'no-restricted-properties'],
    ['randomness', 'export const dice = Math.random();', 'no-restricted-properties'],
    ['the environment', 'export const home = process.env.HOME;', 'no-restricted-globals'],
    ['the network', "export const answer = fetch('/');", 'no-restricted-globals'],
  ])('keep %s out of core', async (_what, source, rule) => {
    expect(await rulesThatFire('libs/metrics/src/canary.ts', `${source}\n`)).toContain(rule);
  });
});
