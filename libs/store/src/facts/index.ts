export type {
  ChangeFactRow,
  CoverageFactRow,
  DeliveryFactRow,
  DeploymentFactRow,
  IncidentFactRow,
  ReleaseFactRow,
} from './fact-rows.js';
export * from './fact.store.js';
