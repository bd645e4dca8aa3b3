import { schema as github } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { hintQuery } from '../../refresh/hint-query.js';
import type { Hint } from '../../../source.js';
import * as documents from './documents.js';
import type { HeadField } from './fragments.js';
import { nestedPages, type NestedField, type NestedType } from './nested-lists.js';

const schema = buildSchema(github.idl, { assumeValidSDL: true });
const mistakesOf = (query: string) => validate(schema, parse(query)).map((error) => error.message);

const NESTED: Record<NestedType, NestedField[]> = {
  PullRequest: ['labels', 'commits', 'reviews', 'timelineItems', 'closingIssuesReferences'],
  Issue: ['labels', 'assignees', 'timelineItems'],
  Deployment: ['statuses'],
};

const HINTS: Hint['about'][] = [
  { kind: 'PULL_REQUEST', number: 1 },
  { kind: 'ISSUE', number: 2 },
  { kind: 'PUSH', branch: 'release/"1' },
  { kind: 'DEPLOYMENT', id: '3' },
  { kind: 'RELEASE', id: '4' },
  { kind: 'WORKFLOW_RUN', id: '5' },
];

describe('The questions put to GitHub', () => {
  const { ownedRepositories, repositoryHeads, namedRepositories, commitsOfHeads } = documents;
  const constant = Object.entries(documents).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const everything = new Set<HeadField>();
  const some = new Set<HeadField>(['deployments', 'defaultBranchRef']);
  const all: [string, string][] = [
    ...constant,
    ['repositories of an owner', ownedRepositories(everything)],
    ['repositories of an owner without what is refused', ownedRepositories(some)],
    ['known repositories', repositoryHeads(some)],
    ['named repositories', namedRepositories(3, everything)],
    ['commits beside the line', commitsOfHeads(3, 20)],
    ['what was heard of', hintQuery(HINTS)],
  ];

  it.each(all)('%s is one that its published schema answers', (_, query) => {
    expect(mistakesOf(query)).toEqual([]);
  });

  it('so are the next pages of every nested list', () => {
    const lists = Object.entries(NESTED).flatMap(([type, fields]) =>
      fields.map((field) => ({ id: 'N', type: type as NestedType, field, after: 'A' })),
    );
    expect(mistakesOf(nestedPages(lists).query)).toEqual([]);
  });

  it('a question with a mistake is found out', () => {
    expect(mistakesOf('query { viewer { shoeSize } }')).toHaveLength(1);
  });
});
