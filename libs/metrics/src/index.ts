export * from './records.js';
export * from './facts.js';
export * from './rules.js';
export * from './catalogue/keys.js';
export * from './query/query.js';
