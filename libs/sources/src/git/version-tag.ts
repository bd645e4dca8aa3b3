const PARTS = /^(?:(.*)[-_/@])?v?\d+(?:\.\d+){1,3}(?:\+[0-9A-Za-z.-]+)?$/i;
const VERSION_WORD = /^v?\d+(?:\.\d+)*$/i;
const PRE_RELEASE_WORD = /^(?:alpha|beta|rc|pre|preview|prerelease|dev|snapshot|nightly|canary)[.\d]*$/i;

/**
 * `v1.2.3`, `1.2`, `app-1.2.3`, `release/2.0+5`: words each ended by `-`, `_`, `/` or `@`, an optional v, two to four numbers, an
 * optional build. No word before it is itself a version or a pre-release, so `1.0-rc-1.1` is none.
 */
export function isVersionTag(name: string): boolean {
  const parts = PARTS.exec(name);
  if (parts === null) return false;
  const words = (parts[1] ?? '').split(/[-_/@]/);
  return !words.some((word) => VERSION_WORD.test(word) || PRE_RELEASE_WORD.test(word));
}
