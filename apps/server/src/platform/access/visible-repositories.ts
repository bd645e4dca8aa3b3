import type { VisibleRepositories } from '@weir/metrics';
import type { Viewer } from './viewer.js';

/** What of the workspace somebody may read: everything, as long as repositories have no readers of their own. */
export const visibleTo = (_viewer: Viewer): VisibleRepositories => 'ALL';
