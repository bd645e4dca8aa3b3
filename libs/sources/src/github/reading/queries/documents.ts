import { COMMIT, DEPLOYMENT, ISSUE, PULL_REQUEST, RELEASE, repositoryHead, TAG, type HeadField } from './fragments.js';

const PAGE = 'pageInfo { hasNextPage endCursor }';
const BY_UPDATE = 'orderBy: { field: UPDATED_AT, direction: DESC }';
const BY_CREATION = 'orderBy: { field: CREATED_AT, direction: DESC }';

/** Branches that live as long as the repository, where there are such. */
export const LONG_LIVED = ['production', 'staging', 'develop', 'development', 'next'] as const;
export type LongLived = (typeof LONG_LIVED)[number];

/** The branches that matter, and tags by the date of their commits. */
export function refs(ofBranches = '', after = 'after: null', ofTags = ''): string {
  const branch = '{ name target { oid } }';
  const longLived = LONG_LIVED.map(
    (name) => `${name}: ref(qualifiedName: "refs/heads/${name}") ${ofBranches} ${branch}`,
  );
  return `defaultBranchRef ${ofBranches} ${branch}
    releaseBranches: refs(refPrefix: "refs/heads/", first: 100, query: "release") ${ofBranches} { nodes ${branch} }
    ${longLived.join('\n    ')}
    tags: refs(refPrefix: "refs/tags/", first: 50, ${after}, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) ${ofTags} {
      ${PAGE} nodes { ${TAG} }
    }`;
}

/** All repositories of an owner with what tells whether they have news; newest first. */
export const ownedRepositories = (
  without: ReadonlySet<HeadField>,
): string => `query OwnedRepositories($owner: String!, $first: Int!, $after: String) {
  repositoryOwner(login: $owner) {
    __typename
    login
    repositories(first: $first, after: $after, ownerAffiliations: [OWNER], orderBy: { field: PUSHED_AT, direction: DESC }) {
      ${PAGE} nodes { ${repositoryHead(without)} }
    }
  }
}`;

/** Known repositories by their ids, whatever they are called now. */
export const repositoryHeads = (without: ReadonlySet<HeadField>): string => `query RepositoryHeads($ids: [ID!]!) {
  nodes(ids: $ids) { __typename ... on Repository { ${repositoryHead(without)} } }
}`;

/** Repositories by name, up to 50 in one request; their names become the variables `n0`, `n1`, … */
export function namedRepositories(count: number, without: ReadonlySet<HeadField>): string {
  const names = Array.from({ length: count }, (_, index) => index);
  const variables = names.map((index) => `, $n${index}: String!`).join('');
  const fields = names.map((index) => `r${index}: repository(owner: $owner, name: $n${index}) { ...Head }`);
  return `query NamedRepositories($owner: String!${variables}) {
    repositoryOwner(login: $owner) { __typename login }
    ${fields.join('\n    ')}
  }
  fragment Head on Repository { ${repositoryHead(without)} }`;
}

/** One turn of one repository: the next page of whatever of it is still being read. */
export const REPOSITORY_PAGE = `query RepositoryPage(
  $id: ID!
  $withPullRequests: Boolean!, $pullRequests: Int!, $pullRequestsAfter: String
  $withIssues: Boolean!, $issues: Int!, $issuesAfter: String
  $withDeployments: Boolean!, $deployments: Int!, $deploymentsAfter: String
  $withReleases: Boolean!, $releasesAfter: String
  $withBranches: Boolean!, $withTags: Boolean!, $tagsAfter: String
  $withCommits: Boolean!, $commits: Int!, $commitsOf: GitObjectID, $commitsSince: GitTimestamp, $commitsAfter: String
) {
  node(id: $id) {
    __typename
    ... on Repository {
      pullRequests(first: $pullRequests, after: $pullRequestsAfter, ${BY_UPDATE}) @include(if: $withPullRequests) {
        totalCount ${PAGE} nodes { ${PULL_REQUEST} }
      }
      issues(first: $issues, after: $issuesAfter, ${BY_UPDATE}) @include(if: $withIssues) {
        totalCount ${PAGE} nodes { ${ISSUE} }
      }
      deployments(first: $deployments, after: $deploymentsAfter, ${BY_CREATION}) @include(if: $withDeployments) {
        totalCount ${PAGE} nodes { ${DEPLOYMENT} }
      }
      releases(first: 50, after: $releasesAfter, ${BY_CREATION}) @include(if: $withReleases) {
        totalCount ${PAGE} nodes { ${RELEASE} }
      }
      ${refs('@include(if: $withBranches)', 'after: $tagsAfter', '@include(if: $withTags)')}
      commits: object(oid: $commitsOf) @include(if: $withCommits) {
        __typename
        ... on Commit {
          history(first: $commits, since: $commitsSince, after: $commitsAfter) { ${PAGE} nodes { ${COMMIT} } }
        }
      }
    }
  }
}`;

/** The newest commits of several commits at once, `h0`, `h1`, …: deployed shas that the production branch does not hold. */
export function commitsOfHeads(count: number, first: number): string {
  const heads = Array.from({ length: count }, (_, index) => index);
  const variables = heads.map((index) => `, $h${index}: GitObjectID!`).join('');
  const fields = heads.map((index) => `h${index}: object(oid: $h${index}) { __typename ...Newest }`);
  return `query CommitsOfHeads($id: ID!, $since: GitTimestamp${variables}) {
    node(id: $id) { ... on Repository { ${fields.join('\n      ')} } }
  }
  fragment Newest on Commit { history(first: ${first}, since: $since) { ${PAGE} nodes { ${COMMIT} } } }`;
}

/** Deployments looked at again, of any repository. */
export const DEPLOYMENTS_AGAIN = `query DeploymentsAgain($ids: [ID!]!) {
  nodes(ids: $ids) { __typename ... on Deployment { ${DEPLOYMENT} } }
}`;

/** Pull requests and issues read anew by their ids. */
export const THINGS_AGAIN = `query ThingsAgain($ids: [ID!]!) {
  nodes(ids: $ids) { __typename ... on PullRequest { ${PULL_REQUEST} } ... on Issue { ${ISSUE} }
    ... on Deployment { ${DEPLOYMENT} } }
}`;

/** Which things there are and when each was last changed: what a reconciliation compares. */
export const KNOWN_THINGS = `query KnownThings(
  $id: ID!
  $withPullRequests: Boolean!, $pullRequestsAfter: String
  $withIssues: Boolean!, $issuesAfter: String
  $withDeployments: Boolean!, $deploymentsAfter: String
) {
  node(id: $id) {
    __typename
    ... on Repository {
      pullRequests(first: 100, after: $pullRequestsAfter, ${BY_UPDATE}) @include(if: $withPullRequests) {
        ${PAGE} nodes { id number createdAt updatedAt }
      }
      issues(first: 100, after: $issuesAfter, ${BY_UPDATE}) @include(if: $withIssues) {
        ${PAGE} nodes { id number createdAt updatedAt }
      }
      deployments(first: 100, after: $deploymentsAfter, ${BY_CREATION}) @include(if: $withDeployments) {
        ${PAGE} nodes { id databaseId createdAt updatedAt }
      }
    }
  }
}`;

/** Teams of an organisation; the members of a large team go on by its id. */
export const TEAMS = `query Teams($owner: String!, $after: String) {
  organization(login: $owner) {
    teams(first: 50, after: $after, orderBy: { field: NAME, direction: ASC }) {
      ${PAGE} nodes { id slug name members(first: 100) { ${PAGE} nodes { login } } }
    }
  }
}`;

export const TEAM_MEMBERS = `query TeamMembers($id: ID!, $after: String) {
  node(id: $id) { ... on Team { members(first: 100, after: $after) { ${PAGE} nodes { login } } } }
}`;
