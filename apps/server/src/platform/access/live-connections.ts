import { Injectable, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { toWeirError } from '../errors/to-weir-error.js';
import { Notifications } from '../jobs/notifications.js';
import { AccessService } from './access.service.js';
import type { Viewer } from './viewer.js';

interface Socket {
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
}

/** What a connection showed to be let in. */
export interface LiveConnection {
  request: FastifyRequest;
  viewer: Viewer | null;
  /** Sent with the first message instead of a header. */
  authorization: string | null;
}

const CHANNEL = 'weir_access';
/** What runs out by itself is noticed so often. */
const EXAMINE_MS = 30_000;
/** Of `graphql-transport-ws`: the client may not. */
const FORBIDDEN = 4403;

/** Connections that stay open, and so must be looked at again: each ends with the session or token that let it in. */
@Injectable()
export class LiveConnections implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly open = new Map<Socket, LiveConnection>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly access: AccessService,
    private readonly notifications: Notifications,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen(CHANNEL, () => void this.examine());
    this.timer = setInterval(() => void this.examine(), EXAMINE_MS).unref();
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  async admit(socket: Socket, request: FastifyRequest): Promise<LiveConnection> {
    const connection = { request, viewer: await this.access.findViewer(request), authorization: null };
    if (!this.open.has(socket)) socket.once('close', () => this.open.delete(socket));
    this.open.set(socket, connection);
    return connection;
  }

  /** Somebody signed out, or a token was revoked: every process looks again at whom it has let in. */
  async tellOfChange(): Promise<void> {
    await this.notifications.publish(CHANNEL, '');
  }

  private async examine(): Promise<void> {
    for (const [socket, connection] of [...this.open]) {
      if (await this.stillHolds(connection)) continue;
      this.open.delete(socket);
      socket.close(FORBIDDEN, 'Forbidden');
    }
  }

  /** A database that is away for a moment ends no connection. */
  private async stillHolds(connection: LiveConnection): Promise<boolean> {
    try {
      const viewer = await this.findViewer(connection);
      return viewer !== null && (connection.viewer === null || viewer.role === connection.viewer.role);
    } catch (error) {
      return toWeirError(error).code !== 'UNAUTHENTICATED';
    }
  }

  private async findViewer({ request, authorization }: LiveConnection): Promise<Viewer | null> {
    if (authorization !== null) return this.access.getViewerOfHeader(authorization);
    if (request.headers.authorization === undefined) await request.session.reload();
    return this.access.findViewer(request);
  }
}
