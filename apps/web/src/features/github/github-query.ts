import { graphql } from '../../graphql/generated/index.js';

export const InspectGitHubDocument = graphql(`
  query InspectGitHub($input: InspectGitHubInput!) {
    inspectGitHub(input: $input) {
      owner
      kind
      access
      account
      hasEnvironmentToken
      missing {
        permission
        effect
      }
      rateLimit {
        limit
        remaining
        resetsAt
      }
      repositories {
        name
        description
        isPrivate
        isArchived
        isFork
        pushedAt
        pullRequests
      }
      problem
    }
  }
`);

export const UpdateSourceDocument = graphql(`
  mutation UpdateSource($input: UpdateSourceInput!) {
    updateSource(input: $input) {
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
