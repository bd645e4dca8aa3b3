export * from './source.js';
export type { PathInspection } from './path-inspection.js';
export { inspectGit } from './git/inspect-git.js';
export { openGitSource } from './git/git-source.js';
