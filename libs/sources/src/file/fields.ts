export const FILE_KINDS = ['pull-requests', 'deployments', 'incidents'] as const;
/** What the rows of a file are. */
export type FileKind = (typeof FILE_KINDS)[number];

/** A field that a column can fill. `isTime` columns take part in the guess of the time format. */
export interface Field {
  name: string;
  isTime?: true;
  /** Other names a column may have, best first, compared without case and punctuation. */
  aliases: string[];
}

const text = (name: string, ...aliases: string[]): Field => ({ name, aliases });
const time = (name: string, ...aliases: string[]): Field => ({ name, aliases, isTime: true });

const REPOSITORY = text(
  'repository',
  'repo',
  'repository full name',
  'repository name with owner',
  'repository name',
  'repo name',
  'full name',
  'base repo full name',
  'project',
  'project name',
  'slug',
);
const LINK = text('url', 'html url', 'web url', 'link', 'permalink');

/** The names are those of `Change`, `Deployment` and `Incident` in the GraphQL schema, and some that only a file needs. */
export const FIELDS: Record<FileKind, Field[]> = {
  'pull-requests': [
    REPOSITORY,
    text(
      'number',
      'pr number',
      'pull request number',
      'pull number',
      'pr',
      'pull request',
      'iid',
      'pr id',
      'pull request id',
      'id',
    ),
    text('title', 'subject', 'name'),
    text('body', 'description'),
    LINK,
    text(
      'author',
      'author login',
      'user login',
      'user',
      'login',
      'username',
      'user name',
      'author name',
      'created by',
      'creator',
    ),
    text('authorIsBot', 'author is bot', 'is bot', 'bot'),
    text('state'),
    text('isDraft', 'draft', 'work in progress'),
    time('openedAt', 'opened', 'created at', 'created', 'created on', 'creation date', 'open date', 'date created'),
    time('mergedAt', 'merged', 'merged on', 'merge date', 'date merged'),
    time('closedAt', 'closed', 'closed on', 'close date', 'date closed'),
    time('firstCommitAt', 'first commit', 'first commit date', 'first committed at'),
    time('readyAt', 'ready', 'ready for review at', 'ready for review'),
    time('firstReviewAt', 'first review', 'first reviewed at', 'first review date', 'reviewed at'),
    time('approvedAt', 'approved', 'approved on', 'approval date', 'first approved at'),
    time('deployedAt', 'deployed', 'deployed on', 'deployment date'),
    time('releasedAt', 'released', 'released on', 'release date'),
    text('mergeSha', 'merge commit sha', 'merge commit', 'merge commit oid', 'merged sha', 'merge commit id'),
    text('baseBranch', 'branch', 'base', 'base ref', 'base ref name', 'target branch', 'target', 'destination branch'),
    text('headBranch', 'head', 'head ref', 'head ref name', 'source branch'),
    text('headIsSameRepository', 'same repository'),
    text('additions', 'lines added', 'added lines', 'added', 'insertions'),
    text('deletions', 'lines deleted', 'deleted lines', 'deleted', 'lines removed', 'removed'),
    text('changedFiles', 'files changed', 'files', 'file count'),
    text('labels', 'label', 'tags'),
    text('type', 'change type'),
    text('aiAssisted', 'ai'),
    text('aiTools', 'ai tool'),
  ],
  deployments: [
    text('externalId', 'id', 'deployment id', 'deploy id', 'key'),
    REPOSITORY,
    text('service', 'service name', 'app', 'application', 'component'),
    text('environment', 'env', 'environment name', 'stage', 'target'),
    text('sha', 'commit', 'commit sha', 'revision', 'git sha', 'commit id', 'commit hash'),
    text('sourceShas', 'source sha', 'source commits'),
    text('ref', 'branch', 'tag', 'version', 'release'),
    LINK,
    text('status', 'state', 'result', 'outcome', 'conclusion', 'success', 'succeeded'),
    time('createdAt', 'created', 'started at', 'started', 'start', 'start time', 'begin', 'timestamp', 'time', 'date'),
    time(
      'finishedAt',
      'deployed at',
      'deployed',
      'finished',
      'completed at',
      'ended at',
      'end',
      'end time',
      'succeeded at',
      'released at',
    ),
  ],
  incidents: [
    text('externalId', 'id', 'incident id', 'key', 'number', 'incident number'),
    text('title', 'name', 'summary', 'subject'),
    text('body', 'description', 'details'),
    LINK,
    text('service', 'service name', 'app', 'application', 'component'),
    REPOSITORY,
    text('severity', 'priority', 'sev', 'urgency', 'level'),
    time(
      'startedAt',
      'started',
      'start',
      'start time',
      'began at',
      'opened at',
      'opened',
      'created at',
      'created',
      'detected at',
      'date',
    ),
    time(
      'resolvedAt',
      'resolved',
      'ended at',
      'end',
      'end time',
      'closed at',
      'closed',
      'fixed at',
      'recovered at',
      'mitigated at',
    ),
    text('deployment', 'caused by', 'cause', 'deployment id', 'sha', 'commit'),
    text('remediedBy', 'fixed by', 'remedy', 'resolved by deployment'),
    text('notFromDeployment', 'not from deployment'),
  ],
};
