/** A commit message is kept whole up to 16 KiB. */
const LONGEST_MESSAGE = 16 * 1024;

export function toMessage(message: string): string {
  return message.length > LONGEST_MESSAGE ? message.slice(0, LONGEST_MESSAGE) : message;
}
