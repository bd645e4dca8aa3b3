#!/usr/bin/env node
// Written so that an old Node can read it far enough to say what is wrong: no syntax newer than Node 12 in this file.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    'Weir needs Node 20.19 or newer, but this is Node ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org and try again.\n',
  );
  process.exitCode = 1;
} else {
  import('./launch.mjs')
    .then((launcher) => launcher.launch())
    .catch((error) => {
      process.stderr.write((error && error.message ? error.message : String(error)) + '\n');
      process.exitCode = 1;
    });
}
