export { deriveFacts } from './derive-facts.js';
export { mergeRecords, type SourceRecords } from './merge-records.js';
export { assignIncidents, type IndexedDeployment } from './assign-incidents.js';
export { parseVersionTag } from './deployments/version-tag.js';
