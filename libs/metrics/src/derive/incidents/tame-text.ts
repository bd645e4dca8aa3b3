/** Texts up to this length are searched in no time, whatever they hold. */
const HARMLESS = 2000;
const LONG_WORD = /\S{1001,}/g;

/**
 * Anybody may write the texts that are searched for references, and a run of thousands of characters would keep a pattern busy for
 * many seconds. No reference is so long, or holds more than one space at a time.
 */
export function tameText(text: string): string {
  return text.length <= HARMLESS ? text : text.replace(/\s{2,}/g, ' ').replace(LONG_WORD, ' ');
}
