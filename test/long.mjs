/** `npm run test:long`: the same properties and simulations at full size. */
process.env.WEIR_TEST_LONG = '1';
await import('./run.mjs');
