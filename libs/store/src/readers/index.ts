export { readRows, type SqlRunner } from './sql-runner.js';
export * from './metric.reader.js';
export * from './metric-scope.reader.js';
export * from './value-stream.reader.js';
export * from './histogram.reader.js';
