import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** Benchmarks are TypeScript and use the product's own modules, so they are loaded by what compiles those. */
const bench = fileURLToPath(new URL('./bench.ts', import.meta.url));
const { module } = await runnerImport(bench, {
  configFile: false,
  resolve: { tsconfigPaths: true },
  logLevel: 'error',
});
await module.main();
