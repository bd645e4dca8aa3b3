export * from './source.js';
export { openSource } from './open-source.js';
export { inspectGit } from './git/inspect-git.js';
export { inspectFile } from './file/inspect-file.js';
export { inspectGitHub } from './github/inspect-github.js';
export { FILE_KINDS, type FileKind } from './file/fields.js';
export { INCIDENT_SENDERS, type IncidentSender } from './push/push-source.js';
export { GITHUB_API_URL, toApiUrl, toWebUrl } from './github/client/api-address.js';
