export * from './person.store.js';
export * from './role.js';
export * from './sealed-secret.store.js';
export * from './settings.store.js';
export * from './sign-in-link.store.js';
export * from './token.store.js';
