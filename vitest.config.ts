import { defineConfig } from 'vitest/config';

/** Unit and database tests, beside the code they test. End-to-end tests have their own configuration in `test/`. */
export default defineConfig({
  resolve: {
    tsconfigPaths: true,
    // Of graphql there must be one copy: Nest loads this one, Vite would take the other build of it.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['libs/{metrics,sources,statistics}/**/*.spec.ts', 'apps/server/**/*.spec.ts'],
          exclude: ['**/node_modules/**', '**/*.database.spec.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['libs/store/**/*.spec.ts', 'apps/server/**/*.database.spec.ts'],
          globalSetup: ['libs/testing/src/database.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'web', environment: 'happy-dom', include: ['apps/web/**/*.spec.{ts,tsx}'] } },
    ],
  },
});
