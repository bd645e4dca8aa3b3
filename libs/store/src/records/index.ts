export * from './record.store.js';
export * from './delivery.store.js';
export { type Extend, type NewSource, type SourceRow, SourceStore } from './source.store.js';
export * from './sync.store.js';
export * from './push.store.js';
