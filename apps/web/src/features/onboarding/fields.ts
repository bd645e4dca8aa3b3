import type { Noun } from '@weir/metrics';

/** What the rows of a file can be. */
export const FILE_KINDS = ['pull-requests', 'deployments', 'incidents'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const FILE_KIND_NAMES: Record<FileKind, Noun> = {
  'pull-requests': ['pull request', 'pull requests'],
  deployments: ['deployment', 'deployments'],
  incidents: ['incident', 'incidents'],
};

/** What one row is. */
export const ROW_NAMES: Record<FileKind, string> = {
  'pull-requests': 'A pull request',
  deployments: 'A deployment',
  incidents: 'An incident',
};

/** Fields a column can fill, the ones that matter most first; the names are those of the import contract. */
export const FILE_FIELDS: Record<FileKind, readonly string[]> = {
  'pull-requests': [
    'repository',
    'number',
    'title',
    'author',
    'state',
    'openedAt',
    'firstCommitAt',
    'readyAt',
    'firstReviewAt',
    'approvedAt',
    'mergedAt',
    'closedAt',
    'deployedAt',
    'releasedAt',
    'mergeSha',
    'baseBranch',
    'headBranch',
    'isDraft',
    'authorIsBot',
    'additions',
    'deletions',
    'changedFiles',
    'labels',
    'type',
    'aiAssisted',
    'aiTools',
    'url',
    'body',
    'headIsSameRepository',
  ],
  deployments: [
    'externalId',
    'repository',
    'service',
    'environment',
    'sha',
    'ref',
    'status',
    'createdAt',
    'finishedAt',
    'sourceShas',
    'url',
  ],
  incidents: [
    'externalId',
    'title',
    'service',
    'repository',
    'severity',
    'startedAt',
    'resolvedAt',
    'deployment',
    'remediedBy',
    'notFromDeployment',
    'url',
    'body',
  ],
};

/** "firstCommitAt" → "First commit at". */
export function fieldName(field: string): string {
  const words = field.replace(/([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function isFileKind(kind: string | null): kind is FileKind {
  return FILE_KINDS.some((known) => known === kind);
}

/** The map of an inspection, which travels as JSON: field → column. */
export function toColumnMap(map: unknown): Record<string, string> {
  if (map === null || typeof map !== 'object') return {};
  return Object.fromEntries(
    Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
