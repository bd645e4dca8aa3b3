import { describe, expect, it } from 'vitest';
import { Payload } from './payload.js';
import { toHints } from './to-hints.js';

const repository = { name: 'shop', full_name: 'acme/shop', owner: { login: 'acme' } };
const hear = (event: string, payload: object) => toHints(event, Payload.parse({ repository, ...payload }));

describe('what a delivery is about', () => {
  it.each([
    ['pull_request', { pull_request: { number: 7 } }, { kind: 'PULL_REQUEST', number: 7 }],
    ['pull_request_review', { pull_request: { number: 7 } }, { kind: 'PULL_REQUEST', number: 7 }],
    ['pull_request_review_comment', { pull_request: { number: 7 } }, { kind: 'PULL_REQUEST', number: 7 }],
    ['deployment', { deployment: { id: 5 } }, { kind: 'DEPLOYMENT', id: '5' }],
    ['deployment_status', { deployment: { id: 5 }, workflow_run: null }, { kind: 'DEPLOYMENT', id: '5' }],
    ['workflow_run', { workflow_run: { id: 9 } }, { kind: 'WORKFLOW_RUN', id: '9' }],
    ['release', { release: { id: 3 } }, { kind: 'RELEASE', id: '3' }],
    ['issues', { issue: { number: 4 } }, { kind: 'ISSUE', number: 4 }],
    ['push', { ref: 'refs/heads/feature/a' }, { kind: 'PUSH', branch: 'feature/a' }],
    ['push', { ref: 'refs/tags/v1' }, { kind: 'REPOSITORY' }],
    ['create', { ref: 'main', ref_type: 'branch' }, { kind: 'PUSH', branch: 'main' }],
    ['delete', { ref: 'v1', ref_type: 'tag' }, { kind: 'REPOSITORY' }],
    ['repository', { action: 'renamed' }, { kind: 'REPOSITORY' }],
  ])('%s %j', (event, payload, about) => {
    expect(hear(event, payload)).toEqual([{ owner: 'acme', hints: [{ repository: 'acme/shop', about }] }]);
  });

  it('is both owners of a repository that was transferred', () => {
    const changes = { owner: { from: { organization: { login: 'old' } } } };
    expect(hear('repository', { action: 'transferred', changes })?.map(({ owner }) => owner)).toEqual(['acme', 'old']);
  });

  it('is everything of an owner whose App was installed or sees other repositories', () => {
    const installation = { account: { login: 'acme' } };
    expect(hear('installation_repositories', { repository: undefined, installation })).toEqual([
      { owner: 'acme', hints: [] },
    ]);
  });

  it('is nothing we read, where the event is another or names no thing', () => {
    expect(hear('star', {})).toBeNull();
    expect(hear('pull_request', {})).toBeNull();
    expect(hear('constructor', {})).toBeNull();
    expect(hear('push', { repository: undefined, ref: 'refs/heads/main' })).toBeNull();
  });
});
