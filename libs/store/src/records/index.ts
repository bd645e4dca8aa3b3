export * from './record.store.js';
export { type SourceRow, SourceStore } from './source.store.js';
export * from './sync.store.js';
export * from './push.store.js';
