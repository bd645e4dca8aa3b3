import { schema as github } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as documents from './documents.js';
import { nestedPages, type NestedField, type NestedType } from './nested-lists.js';

const schema = buildSchema(github.idl, { assumeValidSDL: true });
const mistakesOf = (query: string) => validate(schema, parse(query)).map((error) => error.message);

const NESTED: Record<NestedType, NestedField[]> = {
  PullRequest: ['labels', 'commits', 'reviews', 'timelineItems', 'closingIssuesReferences'],
  Issue: ['labels', 'assignees', 'timelineItems'],
  Deployment: ['statuses'],
};

describe('The questions put to GitHub', () => {
  const { LONG_LIVED: _names, refs: _part, ...questions } = documents;
  const all = Object.entries(questions).map(([name, question]): [string, string] => [
    name,
    typeof question === 'string' ? question : question(3, 20),
  ]);

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
