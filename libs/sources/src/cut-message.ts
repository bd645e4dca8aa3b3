const HEAD = 12 * 1024;
const TAIL = 4 * 1024;

/** Long commit messages keep their beginning and their end, where the trailers are. */
export function cutMessage(message: string): string {
  if (message.length <= HEAD + TAIL) return message;
  const head = message.slice(0, HEAD).replace(/[\ud800-\udbff]$/, '');
  const tail = message.slice(-(TAIL - 3)).replace(/^[\udc00-\udfff]/, '');
  return `${head}\n…\n${tail}`;
}
