#!/usr/bin/env node
/**
 * Recomputes some of Weir's figures of a git clone from git's own output and arithmetic. It shares no code with the product, so
 * that two independent readings of `docs/metrics.md` can be compared:
 *   node test/independent/recompute.mjs --git PATH --from ISO --to ISO [--branch NAME] [--as-of ISO]
 * Durations are in seconds.
 */
import { parseArgs } from 'node:util';
import { countReverted, readChanges } from './changes.mjs';
import { readHistory } from './git-history.mjs';
import { percentile } from './percentile.mjs';
import { readDeployed, readReleases } from './releases.mjs';

const { values: options } = parseArgs({
  options: {
    git: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    branch: { type: 'string' },
    'as-of': { type: 'string' },
  },
});
if (!options.git || !options.from || !options.to) {
  console.error(
    'Usage: node test/independent/recompute.mjs --git PATH --from ISO --to ISO [--branch NAME] [--as-of ISO]',
  );
  process.exit(2);
}

const seconds = (iso) => Date.parse(iso) / 1000;
const history = readHistory(options.git, options.branch);
const changes = readChanges(history);
const tagged = readReleases(history);
const releases = tagged.length > 0 ? tagged : mergesAsReleases(changes);
const deployed = readDeployed(history, changes, releases);
const from = Math.max(seconds(options.from), Math.min(...changes.map((change) => change.merged)));
const to = Math.min(seconds(options.to), options['as-of'] ? seconds(options['as-of']) : Infinity);
const isInside = (at) => at !== undefined && at >= from && at < to;

const result = {
  range: {
    from: new Date(from * 1000).toISOString(),
    to: new Date(to * 1000).toISOString(),
    days: (to - from) / 86_400,
  },
  releases: count(releases.filter((release) => isInside(release.finished)).length),
  releaseRule: tagged.length > 0 ? 'VERSION_TAGS' : 'MERGES',
  withBots: figures(changes),
  withoutBots: figures(changes.filter((change) => !change.isBot)),
};
console.log(JSON.stringify(result, null, 2));

/** Where nothing is tagged, each commit of the line is a release of its own. */
function mergesAsReleases(all) {
  return all.map((change) => ({ name: change.sha, sha: change.sha, service: '', finished: change.merged }));
}

function count(releasesInside) {
  return { count: releasesInside, perDay: to > from ? releasesInside / ((to - from) / 86_400) : null };
}

function figures(some) {
  const merged = some.filter((change) => isInside(change.merged));
  const cycles = merged.map((change) => elapsed(change.firstCommit, change.merged)).filter((value) => value !== null);
  const delivered = some.filter(
    (change) => isInside(deployed.get(change)) && elapsed(startOf(change), deployed.get(change)) !== null,
  );
  const leads = delivered.map((change) => deployed.get(change) - startOf(change));
  return {
    mergedChanges: merged.length,
    cycleTime: { median: percentile(cycles, 0.5), sampleSize: cycles.length },
    changeLeadTime: {
      median: percentile(leads, 0.5),
      sampleSize: leads.length,
      basis: {
        FIRST_COMMIT: delivered.filter((change) => change.firstCommit !== null).length,
        MERGED: delivered.filter((change) => change.firstCommit === null).length,
      },
    },
    reverted: countReverted(changes, merged),
  };
}

/** Of a clone's change nothing is known before its merge but its first commit. */
function startOf(change) {
  return change.firstCommit ?? change.merged;
}

/** Null when the start is unknown, or after the end: such a duration says nothing. */
function elapsed(start, end) {
  return start === null || end < start ? null : end - start;
}
