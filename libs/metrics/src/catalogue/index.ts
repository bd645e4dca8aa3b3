export * from './keys.js';
export * from './declaration.js';
export * from './metrics.js';
export * from './render-catalogue.js';
