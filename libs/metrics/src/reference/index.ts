export type { ReferenceRepository } from './reference-world.js';
export * from './compute-metric-cells.js';
export * from './compute-value-stream-cells.js';
export * from './percentile.js';
