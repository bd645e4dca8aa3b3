import type { DeploymentRow } from '@weir/store';
import type { Deployment } from './deployment-types.js';

/** A row of the store as clients see it. */
export const toDeployment = (row: DeploymentRow): Deployment => ({
  ...row,
  changeFailed: row.failed,
  contentAttribution: row.attribution,
});
