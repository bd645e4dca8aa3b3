const REDIRECTS = new Set([301, 302, 307, 308]);
const MOST_REDIRECTS = 5;

export interface Sending {
  /** Whoever wants the whole thing to stop. */
  signal: AbortSignal;
  /** For each try of a request, from its first byte to the last of its answer. */
  timeoutMs: number;
  /** Told of every request that is really sent. */
  onSend: () => void;
}

/**
 * `fetch` for Octokit: each try has a time-out of its own and is counted, redirects of a GET (a renamed repository) are followed
 * and counted too, and no other host than the one that was asked ever gets the token.
 */
export function createFetch({ signal, timeoutMs, onSend }: Sending): typeof fetch {
  return async (input, init) => {
    let url = new URL(String(input instanceof Request ? input.url : input));
    for (let followed = 0; ; followed += 1) {
      onSend();
      const bounds = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const response = await fetch(url, { ...init, redirect: 'manual', signal: bounds });
      const next = toNext(response, url, init?.method);
      if (next === null || followed === MOST_REDIRECTS) return response;
      await response.body?.cancel();
      url = next;
    }
  };
}

function toNext(response: Response, url: URL, method = 'GET'): URL | null {
  const location = response.headers.get('location');
  if (!REDIRECTS.has(response.status) || location === null || method !== 'GET') return null;
  const next = new URL(location, url);
  return next.origin === url.origin ? next : null;
}
