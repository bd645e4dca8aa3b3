import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Three rings, imports point inwards only; the canary in test/lint proves that these rules can fail. */
const rings = [
  { sourceTag: 'ring:core', onlyDependOnLibsWithTags: ['ring:core', 'ring:testing'] },
  { sourceTag: 'ring:adapter-sources', onlyDependOnLibsWithTags: ['ring:core', 'ring:testing'] },
  { sourceTag: 'ring:adapter-store', onlyDependOnLibsWithTags: ['ring:core', 'ring:testing'] },
  {
    sourceTag: 'ring:server',
    onlyDependOnLibsWithTags: ['ring:core', 'ring:adapter-sources', 'ring:adapter-store', 'ring:testing'],
  },
  { sourceTag: 'ring:web', onlyDependOnLibsWithTags: ['ring:core', 'ring:testing'] },
  { sourceTag: 'ring:testing', onlyDependOnLibsWithTags: ['ring:core', 'ring:adapter-sources', 'ring:adapter-store'] },
];

const NOT_IN_CORE = [
  {
    group: [
      '@nestjs/*',
      'typeorm',
      'pg',
      'pg-*',
      'bullmq',
      '@octokit/*',
      'octokit',
      'react',
      'react-dom',
      'graphql',
      'mercurius',
    ],
    message: 'Core libs are pure: no framework, database or network.',
  },
  {
    group: ['node:*', 'fs', 'path', 'child_process', 'crypto'],
    message: 'Core libs run in a browser too: no Node modules.',
  },
];
const TESTING_ONLY_IN_TESTS = {
  group: ['@weir/testing', '@weir/testing/*'],
  message: 'libs/testing is for tests only.',
};

const TESTS = ['**/*.spec.ts', '**/*.spec.tsx', 'test/**', 'bench/**', 'libs/testing/**'];

export default tseslint.config(
  { ignores: ['**/node_modules', 'dist', '.weir', '.nx', '**/*.generated.*', '**/generated/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: rings }],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      complexity: ['error', 15],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: TESTS,
    rules: { 'no-restricted-imports': ['error', { patterns: [TESTING_ONLY_IN_TESTS] }] },
  },
  {
    files: ['libs/metrics/**/*.ts', 'libs/statistics/**/*.ts', 'libs/rollouts/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-imports': ['error', { patterns: [...NOT_IN_CORE, TESTING_ONLY_IN_TESTS] }],
      'no-restricted-globals': ['error', 'process', 'fetch', 'window', 'document'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
        { object: 'Math', property: 'random', message: 'Randomness is an argument.' },
      ],
    },
  },
  { files: ['apps/web/**/*.tsx', 'apps/web/**/*.ts'], ...reactHooks.configs.flat.recommended },
  { files: ['apps/server/src/cli/**', '**/*.mjs', 'bench/**', 'test/**'], rules: { 'no-console': 'off' } },
);
