export * from './fact.store.js';
