import { expect, it } from 'vitest';
import { World } from '../world/world.js';
import { toPullRequest } from '../rest/bodies/pull-request-bodies.js';
import { checkAnswer } from './check-answer.js';

const ENDPOINT = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const pull = new World().repository('acme/shop').pullRequest();
const body = toPullRequest(pull, (path) => `https://api.github.com${path}`);

it('lets pass what GitHub describes', () => {
  expect(checkAnswer(ENDPOINT, body)).toBeNull();
});

it.each([
  ['a key that is missing', { ...body, merged: undefined }, /required property 'merged'/],
  ['a word GitHub does not use', { ...body, state: 'merged' }, /state must be equal to one of the allowed values/],
  ['null where there is none', { ...body, title: null }, /title must be string/],
  ['no instant', { ...body, created_at: 'yesterday' }, /created_at must match format "date-time"/],
  ['something wrong far inside', { ...body, user: { ...body.user, id: 'one' } }, /user\/id must be integer/],
])('finds %s', (_what, wrong, problem) => {
  expect(checkAnswer(ENDPOINT, JSON.parse(JSON.stringify(wrong)))).toMatch(problem);
});

it('knows no answer of an endpoint that was not taken', () => {
  expect(checkAnswer('GET /nowhere', {})).toContain('@octokit/openapi@');
});
