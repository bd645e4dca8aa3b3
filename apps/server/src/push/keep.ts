/** What is said counts; null takes back what was said before; what is left out stays. */
export function keep<T>(said: T | null | undefined, known: T | null | undefined): T | null {
  return said === undefined ? (known ?? null) : said;
}
