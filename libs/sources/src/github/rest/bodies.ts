import type { RestEndpointMethodTypes as Methods } from '@octokit/rest';

/** What GitHub's REST answers, by Octokit's types of its published description. */
export type RepositoryBody = Methods['repos']['get']['response']['data'];
export type ListedRepositoryBody = Methods['repos']['listForUser']['response']['data'][number];
export type ListedPullRequestBody = Methods['pulls']['list']['response']['data'][number];
export type PullRequestBody = Methods['pulls']['get']['response']['data'];
export type ReviewBody = Methods['pulls']['listReviews']['response']['data'][number];
export type CommitBody = Methods['repos']['listCommits']['response']['data'][number];
export type IssueBody = Methods['issues']['listForRepo']['response']['data'][number];
export type DeploymentBody = Methods['repos']['listDeployments']['response']['data'][number];
export type StatusBody = Methods['repos']['listDeploymentStatuses']['response']['data'][number];
export type ReleaseBody = Methods['repos']['listReleases']['response']['data'][number];
export type TagBody = Methods['repos']['listTags']['response']['data'][number];
export type RefBody = Methods['git']['getRef']['response']['data'];
export type AnnotatedTagBody = Methods['git']['getTag']['response']['data'];
export type TeamBody = Methods['teams']['list']['response']['data'][number];

/** Of an event in a timeline what matters here; GitHub's description has thirty shapes of them. */
export interface EventBody {
  event?: string;
  created_at?: string;
  label?: { name?: string | null };
  assignee?: UserBody | null;
  requested_reviewer?: UserBody | null;
  requested_team?: object | null;
}

export interface UserBody {
  login: string;
  id: number;
  type: string;
}
