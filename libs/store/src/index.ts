export * from './database/index.js';
export * from './workspace/index.js';
export * from './records/index.js';
export * from './facts/index.js';
export * from './readers/index.js';
