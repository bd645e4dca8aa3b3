import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Everything a run leaves on disk lies in one folder, so that removing it removes all of it. Others may pass through it (0711):
 * PostgreSQL does not run as root, and its account must reach a data folder inside.
 */
export function makeRunFolder() {
  const path = mkdtempSync(join(realpathSync(tmpdir()), 'weir-test-'));
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}
