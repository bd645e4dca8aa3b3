export * from './chromium.js';
export * from './database.js';
export * from './weir-server.js';
