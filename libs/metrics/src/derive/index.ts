export { deriveFacts } from './derive-facts.js';
export { mergeRecords, type SourceRecords } from './merge-records.js';
export {
  assignIncidents,
  describeSearch,
  type AssignableIncident,
  type IncidentSearch,
  type IndexedDeployment,
} from './assign-incidents.js';
export { makeIsIncidentLabel, toIssueIncident, type IssuePlace } from './incidents/issue-incident.js';
export { parseVersionTag } from './deployments/version-tag.js';
