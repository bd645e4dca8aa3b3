import { graphql } from '../../graphql/generated/index.js';

export const GitHubAppsDocument = graphql(`
  query GitHubApps {
    githubApps {
      id
      name
      url
      installUrl
      installations {
        id
        owner
        isSource
      }
      problem
    }
  }
`);

export const GitHubAppManifestDocument = graphql(`
  query GitHubAppManifest($organization: String, $apiUrl: String) {
    githubAppManifest(organization: $organization, apiUrl: $apiUrl) {
      action
      manifest
      problems
    }
  }
`);

export const ForgetGitHubAppDocument = graphql(`
  mutation ForgetGitHubApp($id: ID!) {
    forgetGitHubApp(id: $id)
  }
`);

export const AddGitHubInstallationDocument = graphql(`
  mutation AddGitHubInstallation($input: AddGitHubInstallationInput!) {
    addGitHubInstallation(input: $input) {
      source {
        ...SourceRow
      }
      refusal {
        message
      }
    }
  }
`);
