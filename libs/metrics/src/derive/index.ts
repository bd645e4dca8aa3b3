export { deriveFacts } from './derive-facts.js';
export { mergeRecords, type RecordsOfRepository, type SourceRecords } from './merge-records.js';
export { assignIncidents, type IndexedDeployment } from './assign-incidents.js';
export { isProductionEnvironment } from './deployments/environments.js';
export { parseVersionTag, type VersionTag } from './deployments/version-tag.js';
