import type { RestEndpointMethodTypes } from '@octokit/rest';

type Methods = RestEndpointMethodTypes;
type Data<E> = E extends { response: { data: infer D } } ? D : never;
type Item<E> = Data<E> extends readonly (infer I)[] ? I : never;

/** GitHub's answers as Octokit types them, so that the compiler sees what a body lacks before the schema does. */
export type SimpleUser = Item<Methods['teams']['listMembersInOrg']>;
export type UserBody = Data<Methods['users']['getByUsername']>;
export type OrganizationBody = Data<Methods['orgs']['get']>;
export type OrganizationSimple = Item<Methods['orgs']['listForAuthenticatedUser']>;
export type TeamBody = Item<Methods['teams']['list']>;
export type RepositoryBody = Item<Methods['repos']['listForAuthenticatedUser']>;
export type FullRepository = Data<Methods['repos']['get']>;
export type PullRequestSimple = Item<Methods['pulls']['list']>;
export type PullRequestBody = Data<Methods['pulls']['get']>;
export type ReviewBody = Item<Methods['pulls']['listReviews']>;
export type CommitBody = Item<Methods['repos']['listCommits']>;
export type IssueBody = Data<Methods['issues']['get']>;
export type TimelineBody = Item<Methods['issues']['listEventsForTimeline']>;
export type DeploymentBody = Data<Methods['repos']['getDeployment']>;
export type StatusBody = Item<Methods['repos']['listDeploymentStatuses']>;
export type ReleaseBody = Data<Methods['repos']['getRelease']>;
export type WorkflowBody = Data<Methods['actions']['getWorkflow']>;
export type RunBody = Data<Methods['actions']['getWorkflowRun']>;
export type ComparisonBody = Data<Methods['repos']['compareCommitsWithBasehead']>;
export type InstallationBody = Data<Methods['apps']['getOrgInstallation']>;
export type AppBody = Data<Methods['apps']['getAuthenticated']>;
export type ConversionBody = Data<Methods['apps']['createFromManifest']>;
export type InstallationTokenBody = Data<Methods['apps']['createInstallationAccessToken']>;
