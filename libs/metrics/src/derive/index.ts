export { deriveFacts } from './derive-facts.js';
export { mergeRecords, type SourceRecords } from './merge-records.js';
export { assignIncidents, describeSearch, type IndexedDeployment } from './assign-incidents.js';
export { makeIsIncidentLabel, toIssueIncident } from './incidents/issue-incident.js';
export { parseVersionTag } from './deployments/version-tag.js';
