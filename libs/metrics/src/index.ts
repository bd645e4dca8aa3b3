export * from './records.js';
export * from './facts.js';
export * from './rules.js';
export * from './derive/index.js';
export * from './catalogue/index.js';
export * from './query/index.js';
export * from './words/index.js';
export * from './reference/index.js';
