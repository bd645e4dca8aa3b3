import type { IncomingHttpHeaders } from 'node:http';

/**
 * Where senders outside would find this server: as whoever asks has found it. A proxy in front says so in its headers; that is a
 * guess to show a person, and decides nothing.
 */
export function guessPublicUrl(headers: IncomingHttpHeaders): string {
  const first = (name: string) =>
    String(headers[name] ?? '')
      .split(',')[0]
      ?.trim() || null;
  const host = first('x-forwarded-host') ?? headers.host ?? '';
  const scheme = first('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${scheme}://${/^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host) ? host : 'localhost'}`;
}

/** Why nobody outside can send to this address; null when somebody may. */
export function findUnreachable(url: string, listensOn: string): string | null {
  const { hostname } = new URL(url);
  if (!/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return null;
  const where = `${hostname} is this machine alone, so that no sender outside can reach it`;
  return `${where} (Weir listens on ${listensOn}). Set WEIR_HOST, or put a proxy in front, and open this page by the name that others use. Without webhooks, Weir reads GitHub every few minutes.`;
}
