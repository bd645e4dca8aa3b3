import type { Hint } from '../../source.js';
import type {
  BranchPayload,
  CommitPayload,
  DeploymentPayload,
  IssuePayload,
  PullRequestPayload,
  ReleasePayload,
} from '../reading/payloads.js';
import { refs } from '../reading/queries/documents.js';
import { COMMIT, DEPLOYMENT, ISSUE, PULL_REQUEST, RELEASE } from '../reading/queries/fragments.js';
import type { RepositoryRefs } from '../reading/repository-answer.js';

/** What is heard of is among the newest; what is not is looked for by its id. */
const NEWEST = 10;
const OWN_HISTORY = 20;
const PUSHED = 50;

const HISTORY = `history(first: ${OWN_HISTORY}) { nodes { ${COMMIT} } }`;
const NEWEST_FIRST = `first: ${NEWEST}, orderBy: { field: CREATED_AT, direction: DESC }`;

type History = { history?: { nodes: (CommitPayload | null)[] | null } };

export type HintedDeployment = DeploymentPayload & { commit: History | null };
export type HintedRelease = ReleasePayload & { tagCommit: ({ oid: string } & History) | null };
export type PushedCommit = CommitPayload & {
  associatedPullRequests: { nodes: ({ number: number; mergedAt: string | null } | null)[] | null } | null;
};

export interface HintedRepository extends RepositoryRefs {
  id: string;
  nameWithOwner: string;
  url: string;
  isFork: boolean;
  deployments?: { nodes: (HintedDeployment | null)[] | null };
  releases?: { nodes: (HintedRelease | null)[] | null };
}

/** What is answered under an alias. */
export type HintedThing =
  | ({ __typename: 'PullRequest' } & PullRequestPayload)
  | ({ __typename: 'Issue' } & IssuePayload)
  | ({ __typename: 'Ref' } & BranchPayload & {
        target: { oid: string; history?: { nodes: (PushedCommit | null)[] | null } } | null;
      });

type About = Hint['about'];

/** Everything that was heard of a repository, in one question; things by number and pushes are answered as `h0`, `h1`, … */
export function hintQuery(hints: readonly About[]): string {
  const kinds = new Set(hints.map(({ kind }) => kind));
  const fields = [
    'id nameWithOwner url isFork',
    kinds.has('PUSH') || kinds.has('RELEASE') ? refs() : 'defaultBranchRef { name target { oid } }',
    ...(kinds.has('DEPLOYMENT')
      ? [`deployments(${NEWEST_FIRST}) { nodes { ${DEPLOYMENT} commit { ${HISTORY} } } }`]
      : []),
    ...(kinds.has('RELEASE') ? [`releases(${NEWEST_FIRST}) { nodes { ${RELEASE} tagCommit { ${HISTORY} } } }`] : []),
    ...hints.flatMap((hint, index) => fieldOf(hint, `h${index}`)),
  ];
  return `query Hinted($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) { ${fields.join('\n    ')} }
  }`;
}

function fieldOf(hint: About, alias: string): string[] {
  if (hint.kind === 'PULL_REQUEST')
    return [`${alias}: pullRequest(number: ${hint.number}) { __typename ${PULL_REQUEST} }`];
  if (hint.kind === 'ISSUE') return [`${alias}: issue(number: ${hint.number}) { __typename ${ISSUE} }`];
  if (hint.kind !== 'PUSH') return [];
  const name = JSON.stringify(`refs/heads/${hint.branch}`);
  const commits = `nodes { ${COMMIT} associatedPullRequests(first: 1) { nodes { number mergedAt } } }`;
  return [
    `${alias}: ref(qualifiedName: ${name}) { __typename name target { oid ... on Commit { history(first: ${PUSHED}) { ${commits} } } } }`,
  ];
}
