import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { Database } from '@weir/store';
import type { FastifyReply } from 'fastify';
import { DATABASE } from '../tokens.js';

/** For whoever watches over the process. Before this answers, `Door` does. */
@Controller('health')
export class HealthController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  live(): object {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const isReady = await this.database.pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    reply.header('Cache-Control', 'no-store').code(isReady ? 200 : 503);
    await reply.send({ status: isReady ? 'ready' : 'waiting for the database' });
  }
}
