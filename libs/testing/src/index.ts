export * from './chromium.js';
export * from './database.js';
export * from './weir-server.js';
export * from './random-facts.js';
export * from './metric-world.js';
export * from './git-repository.js';
export * from './source-conformance.js';
