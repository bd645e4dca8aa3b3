/**
 * GitHub on loopback. A test makes a world (`world.repository('acme/shop').pullRequest({ … }).merge()`), starts it, gives its
 * address to what is tested, changes the world, sets faults, counts requests, and stops it. `stop` throws when the stand-in
 * was asked for what it does not serve, or broke GitHub's published schemas itself: then it is mended here, not in the test.
 */
export { startGitHub, type StandInGitHub } from './stand-in-github.js';
export { World } from './world/world.js';
export { makeLargeOrganisation } from './large/large-organisation.js';
