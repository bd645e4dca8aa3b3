import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildWhenNeeded } from './bin/build.mjs';

/** Writes `schema.graphql`, as the server serves it, for reviews and for the typed documents of the pages. */
const root = fileURLToPath(new URL('../..', import.meta.url));
await buildWhenNeeded(root, ['server']);
const { printServedSchema } = await import(new URL('../../dist/apps/server/main.js', import.meta.url).href);
writeFileSync(new URL('./schema.graphql', import.meta.url), await printServedSchema());
process.exit(0);
