export { startGitHub, type StandInGitHub } from './stand-in-github.js';
export { World } from './world/world.js';
export { makeLargeOrganisation } from './large/large-organisation.js';
