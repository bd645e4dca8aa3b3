import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { checkSameOrigin } from './cross-site-check.js';

function isAllowed(method: string, headers: Record<string, string>, url = '/graphql'): boolean {
  try {
    checkSameOrigin({ method, url, headers: { host: 'localhost:4400', ...headers } } as unknown as FastifyRequest);
    return true;
  } catch {
    return false;
  }
}

describe('requests that a cookie signs', () => {
  it('may come from our own pages, and from what is no browser', () => {
    expect(isAllowed('POST', { origin: 'http://localhost:4400', 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(isAllowed('POST', {})).toBe(true);
  });

  it('may not come from another site, another port, or a page that hides where it is', () => {
    expect(isAllowed('POST', { origin: 'http://evil.example' })).toBe(false);
    expect(isAllowed('POST', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' })).toBe(false);
    expect(isAllowed('POST', { origin: 'null' })).toBe(false);
    expect(isAllowed('POST', { 'sec-fetch-site': 'cross-site' })).toBe(false);
  });

  it('are looked at when they open a WebSocket, though that is a GET', () => {
    expect(isAllowed('GET', { upgrade: 'websocket', origin: 'http://evil.example' })).toBe(false);
    expect(isAllowed('GET', { upgrade: 'websocket', origin: 'http://localhost:4400' })).toBe(true);
  });

  it('need no check when they only read, or when a token signs them', () => {
    expect(isAllowed('GET', { origin: 'http://evil.example' })).toBe(true);
    expect(isAllowed('POST', { origin: 'http://evil.example', authorization: 'Bearer x' })).toBe(true);
  });

  it('need none where programs prove themselves with each request', () => {
    const foreign = { origin: 'https://github.com', 'sec-fetch-site': 'cross-site' };
    expect(isAllowed('POST', foreign, '/webhooks/github')).toBe(true);
    expect(isAllowed('POST', foreign, '/api/v1/deployments')).toBe(true);
    expect(isAllowed('POST', foreign, '/graphql?/webhooks/')).toBe(false);
  });
});
