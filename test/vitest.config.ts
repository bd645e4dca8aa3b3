import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** End to end: the rules of the house, the real server spoken to over HTTP, the real browser. Units lie beside their code. */
export default defineConfig({
  root: ROOT,
  resolve: { tsconfigPaths: true },
  test: {
    projects: [
      { extends: true, test: { name: 'rules', include: ['test/rules/**/*.test.ts'], testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['test/{api,independent}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/web/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
