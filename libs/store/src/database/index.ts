export { stopAbandoned } from './embedded-postgres.js';
export * from './log.js';
export * from './migrate.js';
export * from './open-database.js';
export { StoreError, type StoreErrorCode } from './store-error.js';
