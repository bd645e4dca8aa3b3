import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string };

/** The server as one file for Node; what is in node_modules stays there. Vite compiles decorators with their metadata. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { tsconfigPaths: true },
  define: { __WEIR_VERSION__: JSON.stringify(version) },
  build: {
    ssr: 'src/main.ts',
    outDir: `${root}/dist/apps/server`,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: { output: { entryFileNames: 'main.js', codeSplitting: false } },
  },
  ssr: { target: 'node', external: true, noExternal: [/^@weir\//] },
});
