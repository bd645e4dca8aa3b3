import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** At full size (`npm run test:long`) a property runs for minutes. */
const PATIENCE_MS = process.env.WEIR_TEST_LONG === '1' ? 30 * 60_000 : 60_000;

/** Unit and database tests, beside the code they test. End-to-end tests have their own configuration in `test/`. */
export default defineConfig({
  resolve: {
    tsconfigPaths: true,
    // Of graphql there must be one copy: Nest loads this one, Vite would take the other build of it.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    // Also on two cores: much of the time is spent waiting for a database or a socket.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['libs/{metrics,sources,statistics,testing}/**/*.spec.ts', 'apps/server/**/*.spec.ts'],
          exclude: ['**/node_modules/**', '**/*.database.spec.ts'],
          // Loading GitHub's schemas and the catalogue once per worker, not once per file, halves the time.
          isolate: false,
          testTimeout: PATIENCE_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['libs/store/**/*.spec.ts', 'apps/server/**/*.database.spec.ts'],
          globalSetup: ['libs/testing/src/database.setup.ts'],
          testTimeout: PATIENCE_MS,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          environment: 'happy-dom',
          include: ['apps/web/**/*.spec.{ts,tsx}'],
          testTimeout: PATIENCE_MS,
        },
      },
    ],
  },
});
