import { describe, expect, it } from 'vitest';
import { parseAcceptedPermissions, toPermission, toPermissionName } from './permissions.js';

describe('permissions', () => {
  it('are named as GitHub’s settings name them', () => {
    expect(parseAcceptedPermissions('pull_requests=read; contents=read,metadata=read').map(toPermissionName)).toEqual([
      'Pull requests: read',
      'Contents: read and Metadata: read',
    ]);
    expect(toPermissionName('secret_scanning_alerts=write')).toBe('Secret scanning alerts: write');
  });

  it('are found by the words of a route or of a place in an answer', () => {
    expect(toPermission(['pulls', 'reviews'])).toBe('pull_requests');
    expect(toPermission(['actions', 'runs'])).toBe('actions');
    expect(toPermission(['repository', 'deployments', 'nodes', 3, 'statuses'])).toBe('deployments');
    expect(toPermission(['organization', 'teams'])).toBe('members');
    expect(toPermission(['node', 'defaultBranchRef'])).toBe('contents');
    expect(toPermission(['repository'])).toBeNull();
  });
});
