import { graphql } from '../../graphql/generated/index.js';

/** What is behind a figure, a page at a time. */
export const ChangesBehindDocument = graphql(`
  query ChangesBehind($range: DateRange!, $by: ChangeMoment!, $filter: MetricFilter, $after: String) {
    changes(range: $range, by: $by, filter: $filter, state: MERGED, first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          repository
          number
          title
          url
          mergeSha
          author
          firstCommitAt
          openedAt
          mergedAt
          deployedAt
        }
      }
    }
  }
`);

export const DeploymentsBehindDocument = graphql(`
  query DeploymentsBehind($range: DateRange!, $filter: MetricFilter, $after: String) {
    deployments(range: $range, filter: $filter, first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          repository
          service
          environment
          sha
          ref
          url
          status
          createdAt
          finishedAt
          changeFailed
          failureReasons
          isRework
          recoveredAt
          changes(first: 1) {
            totalCount
          }
        }
      }
    }
  }
`);

export const IncidentsBehindDocument = graphql(`
  query IncidentsBehind($range: DateRange!, $filter: MetricFilter, $after: String) {
    incidents(range: $range, filter: $filter, first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          title
          url
          service
          severity
          startedAt
          resolvedAt
          attribution
          deployment {
            id
            ref
            sha
          }
        }
      }
    }
  }
`);
