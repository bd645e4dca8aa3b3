import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { createServer } from 'vite';

/** `node test/run-typescript.mjs FILE`: runs the `main` of a TypeScript file that uses the product's own modules, built first. */
execFileSync(process.execPath, ['apps/server/bin/weir.mjs', '--version'], { stdio: ['ignore', 'ignore', 'inherit'] });
const compiler = await createServer({
  configFile: false,
  resolve: { tsconfigPaths: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  logLevel: 'error',
});
try {
  const { main } = await compiler.ssrLoadModule(resolve(process.argv[2] ?? ''));
  await main();
} finally {
  await compiler.close();
}
