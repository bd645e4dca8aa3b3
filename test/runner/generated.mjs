/**
 * What a program of its own writes: how to make it again, and where it lies. `schema.graphql`, the readers' SQL and
 * `docs/metrics.md` are compared by the tests beside the code that makes them, so they are not made a second time here.
 */
export const GENERATED = [
  {
    name: "The web's typed documents",
    command: ['node_modules/@graphql-codegen/cli/cjs/bin.js', '--config', 'apps/web/codegen.ts'],
    paths: ['apps/web/src/graphql/generated'],
    script: 'generate:web',
  },
];
