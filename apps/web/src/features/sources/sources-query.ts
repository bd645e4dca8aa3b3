import { graphql } from '../../graphql/generated/index.js';

export const SyncFragment = graphql(`
  fragment Sync on SyncStatus {
    state
    startedAt
    finishedAt
    progress
    message
    requests
    records
    nextAttemptAt
    done
    total
    rejected
    rejectedRows {
      file
      line
      column
      message
    }
  }
`);

export const SourceFragment = graphql(`
  fragment SourceRow on Source {
    id
    kind
    name
    settings
    hasSecrets
    canSync
    problems {
      repository
      message
    }
    nextSyncAt
    createdAt
    lastSyncedAt
    repositories
    sync {
      ...Sync
    }
  }
`);

export const SourcesDocument = graphql(`
  query Sources {
    sources {
      ...SourceRow
    }
  }
`);

export const SourceHistoryDocument = graphql(`
  query SourceHistory {
    sources {
      id
      syncs(first: 20) {
        ...Sync
      }
    }
  }
`);

export const CoverageDocument = graphql(`
  query Coverage {
    coverage(first: 200) {
      totalCount
      edges {
        node {
          repository
          deploymentRule
          deploymentRuleReason
          mergedChanges
          withCommits
          withReviews
          withDeployment
          exactAttribution
          waiting
          deployments
          incidents
          incidentsLinked
          firstAt
          lastSyncedAt
          warnings
        }
      }
    }
  }
`);

export const InspectPathDocument = graphql(`
  query InspectPath($path: String!, $kind: SourceKind!, $fileKind: String, $map: JSON, $time: String) {
    inspectPath(path: $path, kind: $kind, fileKind: $fileKind, map: $map, time: $time) {
      path
      kind
      name
      branch
      commits
      versionTags
      fileKind
      columns
      map
      time
      rows
      sample
      problem
    }
  }
`);

export const AddSourceDocument = graphql(`
  mutation AddSource($input: AddSourceInput!) {
    addSource(input: $input) {
      source {
        ...SourceRow
      }
      refusal {
        code
        message
      }
    }
  }
`);

export const SyncSourceDocument = graphql(`
  mutation SyncSource($id: ID!) {
    syncSource(id: $id) {
      source {
        ...SourceRow
      }
      refusal {
        code
        message
      }
    }
  }
`);

export const RemoveSourceDocument = graphql(`
  mutation RemoveSource($id: ID!) {
    removeSource(id: $id) {
      refusal {
        code
        message
      }
    }
  }
`);

export const SyncProgressDocument = graphql(`
  subscription SyncProgress {
    syncProgress {
      ...SourceRow
    }
  }
`);
