import type { Account } from './account.js';
import type { Repository } from './repository.js';

export interface Release {
  readonly __typename: 'Release';
  readonly nodeId: string;
  readonly databaseId: number;
  readonly repository: Repository;
  tagName: string;
  name: string | null;
  body: string;
  targetBranch: string;
  isDraft: boolean;
  isPrerelease: boolean;
  author: Account | null;
  createdAt: number;
  updatedAt: number;
  publishedAt: number | null;
}

export interface Tag {
  readonly name: string;
  readonly sha: string;
  /** An annotated tag is an object of its own. */
  readonly annotation: { sha: string; nodeId: string; message: string; at: number; tagger: string } | null;
}
