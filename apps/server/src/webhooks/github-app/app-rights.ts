/** What Weir reads, and why. It asks for nothing that writes. */
export const APP_PERMISSIONS: { name: string; why: string }[] = [
  { name: 'metadata', why: 'which repositories there are' },
  { name: 'contents', why: 'commits, branches, tags and releases' },
  { name: 'pull_requests', why: 'pull requests, their commits and reviews' },
  { name: 'issues', why: 'issues, of which some are incidents' },
  { name: 'deployments', why: 'deployments, their statuses and environments' },
  { name: 'actions', why: 'runs of deploy and release workflows' },
  { name: 'members', why: 'teams and who is in them (of an organisation)' },
];
