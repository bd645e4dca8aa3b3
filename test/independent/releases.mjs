import { takeReachable } from './git-history.mjs';

const TEN_MINUTES = 600;
const VERSION = /^v?\d+(?:\.\d+){1,3}$/i;
const PRE_RELEASE = /^(?:alpha|beta|rc|pre|prerelease|preview|dev|snapshot|nightly|canary|next|milestone)[.\d]*$/i;
/** Words that say "this is a version", not of what. */
const PLAIN = /^(?:releases?|rel|versions?|ver|v|tags?|stable)$/i;

/** The service that a version tag is of ('' = the repository), or null for another tag. */
function serviceOf(name) {
  const [bare, build] = name.split(/\+(.*)/s);
  if (build !== undefined && !/^[0-9A-Za-z.-]+$/.test(build)) return null;
  const words = bare.split(/[-_/@]/);
  const version = words.pop();
  if (!VERSION.test(version) || words.some((word) => word === '' || VERSION.test(word) || PRE_RELEASE.test(word)))
    return null;
  return words.every((word) => PLAIN.test(word)) ? '' : bare.slice(0, -version.length - 1);
}

/** Version tags as releases in the order of their finish: at equal instants the ancestor first, then by name. */
export function readReleases({ commits, tags }) {
  const releases = tags
    .map((tag) => ({ ...tag, service: serviceOf(tag.name), finished: tag.tagged ?? commits.get(tag.sha)?.committed }))
    .filter((tag) => tag.service !== null && tag.finished !== undefined)
    .sort((a, b) => a.finished - b.finished || byAncestry(commits, a, b) || (a.name < b.name ? -1 : 1));
  return groupByService(releases).flatMap(dropNeighbours);
}

function groupByService(releases) {
  const found = new Map();
  for (const each of releases) found.set(each.service, [...(found.get(each.service) ?? []), each]);
  return [...found.values()];
}

function byAncestry(commits, a, b) {
  if (a.sha === b.sha) return 0;
  if (takeReachable(commits, b.sha, new Set()).some((commit) => commit.sha === a.sha)) return -1;
  return takeReachable(commits, a.sha, new Set()).some((commit) => commit.sha === b.sha) ? 1 : 0;
}

/** Neighbouring tags of one commit within ten minutes are one release, the earlier. */
function dropNeighbours(releases) {
  const kept = [];
  for (const release of releases) {
    const before = kept.at(-1);
    if (before?.sha === release.sha && release.finished - before.finished <= TEN_MINUTES) continue;
    kept.push(release);
  }
  return kept;
}

/** Change → when a release first contained it. Before a service's first release nothing says what was out already. */
export function readDeployed({ commits }, changes, releases) {
  const deployed = new Map();
  for (const service of new Set(releases.map((each) => each.service))) {
    const seen = new Set();
    const delivered = new Set();
    releases
      .filter((each) => each.service === service)
      .forEach((release, index) => {
        const fresh = takeReachable(commits, release.sha, seen);
        for (const change of changesIn(fresh, changes)) {
          if (delivered.has(change)) continue;
          delivered.add(change);
          const earlier = deployed.get(change) ?? Infinity;
          if (index > 0) deployed.set(change, Math.min(earlier, release.finished));
        }
      });
  }
  return deployed;
}

/** By their merge commit, or by a cherry-pick of it: one that says so, or one that carries its number in the subject. */
function changesIn(commits, changes) {
  const bySha = new Map(changes.map((change) => [change.sha, change]));
  const byNumber = new Map();
  for (const change of changes) {
    if (change.number !== null) byNumber.set(change.number, [...(byNumber.get(change.number) ?? []), change]);
  }
  return commits.flatMap((commit) => {
    const picked = [...commit.message.matchAll(/cherry picked from commit ([0-9a-f]{7,40})/g)].map(([, sha]) =>
      bySha.get(sha),
    );
    const isRevert = /^Revert "/i.test(commit.subject) || /This reverts commit/.test(commit.message);
    const numbers = isRevert ? [] : [...commit.subject.matchAll(/\(#(\d+)\)/g)].map(([, number]) => Number(number));
    const numbered = bySha.has(commit.sha) ? [] : numbers.flatMap((number) => byNumber.get(number) ?? []);
    return [bySha.get(commit.sha), ...picked, ...numbered].filter(Boolean);
  });
}
