import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const repository = fileURLToPath(new URL('../..', import.meta.url));
const server = process.env['WEIR_DEV_SERVER'] ?? 'http://127.0.0.1:4400';

/** Paths the server answers; everything else is the page. */
const SERVER_PATHS = ['/graphql', '/api', '/sign-in/', '/sign-out', '/health'];

export default defineConfig({
  root: here,
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  build: {
    outDir: `${repository}dist/apps/web`,
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // The page's own rules forbid inline scripts and styles; modern browsers need no preload polyfill.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/libs/') } },
  },
  server: {
    port: 4401,
    proxy: Object.fromEntries(SERVER_PATHS.map((path) => [path, { target: server, ws: path === '/graphql' }])),
  },
});
