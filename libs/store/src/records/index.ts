export * from './record.store.js';
export * from './delivery.store.js';
export { type SourceRow, SourceStore } from './source.store.js';
export * from './sync.store.js';
export { type PushOutcome, PushStore } from './push.store.js';
export { HeardStore } from './heard.store.js';
export { IncidentEventStore, type IncidentEvent } from './incident-event.store.js';
