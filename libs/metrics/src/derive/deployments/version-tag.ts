/** A tag that marks a version, and the component it names (`app-1.2.3`), if any. */
export interface VersionTag {
  version: string;
  component: string | null;
}

const VERSION = /^v?\d+(\.\d+){1,3}$/i;
const BUILD = /^[0-9A-Za-z.-]+$/;
const PRE_RELEASE = /^(rc|alpha|beta|pre|prerelease|preview|dev|snapshot|nightly|canary|next|milestone)[.\d]*$/i;
/** Words that say "this is a version" rather than of what. */
const PLAIN_WORDS = new Set(['release', 'releases', 'rel', 'version', 'versions', 'ver', 'v', 'tag', 'tags', 'stable']);

/**
 * Reads a version tag: words each ended by `-`, `_`, `/` or `@`, then an optional v, two to four numbers, an optional
 * `+build`, and nothing else; no word is itself a version or a pre-release. `v1.2.3-rc1` and `1.2-3.4` are none.
 */
export function parseVersionTag(name: string): VersionTag | null {
  const plus = name.indexOf('+');
  if (plus >= 0 && !BUILD.test(name.slice(plus + 1))) return null;
  const parts = (plus < 0 ? name : name.slice(0, plus)).split(/([-_/@])/);
  const version = parts.at(-1) ?? '';
  const words = parts.slice(0, -1).filter((_, index) => index % 2 === 0);
  if (!VERSION.test(version) || !words.every(isWord)) return null;
  return { version, component: findComponent(parts.slice(0, -1), words) };
}

function isWord(word: string): boolean {
  return word !== '' && !VERSION.test(word) && !PRE_RELEASE.test(word);
}

/** The words before the version without the separator at their end; none when they only say that it is one. */
function findComponent(parts: string[], words: string[]): string | null {
  const isPlain = words.every((word) => PLAIN_WORDS.has(word.toLowerCase()));
  return isPlain ? null : parts.slice(0, -1).join('');
}
