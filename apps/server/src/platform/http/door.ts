import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WeirError } from '../errors/weir-error.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const DRAIN_MS = 5000;

/**
 * The socket of the server, open before anything behind it is: a taken port is known at once, and `/health/live` answers
 * while the database starts. Everything else waits for `serve`.
 */
export class Door {
  private handler: Handler = answerWhileStarting;
  readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => this.handler(request, response));
    this.server.keepAliveTimeout = 10_000;
  }

  static async open(host: string, port: number): Promise<Door> {
    const door = new Door();
    await new Promise<void>((resolve, reject) => {
      door.server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
      door.server.listen(port, host, resolve);
    });
    return door;
  }

  get url(): string {
    const { address, port, family } = this.server.address() as AddressInfo;
    const anywhere = address === '0.0.0.0' || address === '::';
    const host = anywhere ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
    return `http://${host}:${port}`;
  }

  serve(handler: Handler): void {
    this.handler = handler;
  }

  /** Takes no more connections and waits a little for the answers that are under way. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    await Promise.race([closed, sleep(DRAIN_MS, undefined, { ref: false })]);
    this.server.closeAllConnections();
  }
}

function answerWhileStarting(request: IncomingMessage, response: ServerResponse): void {
  const isLive = request.url?.split('?')[0] === '/health/live';
  const body = isLive
    ? { status: 'starting' }
    : { error: { code: 'UNAVAILABLE', message: 'Weir is starting. Try again shortly.' } };
  response.writeHead(isLive ? 200 : 503, { 'Content-Type': 'application/json', 'Retry-After': '1' });
  response.end(JSON.stringify(body));
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): WeirError {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${host} is taken. Stop what uses it, or set WEIR_PORT to another port.`,
    EACCES: `Port ${port} may not be used by this user. Set WEIR_PORT to a port above 1023.`,
    EADDRNOTAVAIL: `WEIR_HOST is ${host}, which is no address of this machine.`,
    ENOTFOUND: `WEIR_HOST is ${host}, which is no known host.`,
  };
  const message = sentences[error.code ?? ''] ?? `Weir cannot listen on ${host}:${port}: ${error.message}.`;
  return new WeirError('STARTUP', message, { cause: error });
}
