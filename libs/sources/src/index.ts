export * from './source.js';
export type { PathInspection } from './path-inspection.js';
export { openSource } from './open-source.js';
export { inspectGit } from './git/inspect-git.js';
export { inspectFile, type InspectFileSettings } from './file/inspect-file.js';
export { FILE_KINDS, type FileKind } from './file/fields.js';
export type { FileSettings } from './file/file-settings.js';
