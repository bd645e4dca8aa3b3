import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WeirError } from '../errors/weir-error.js';

const unzip = promisify(gunzip);
const MOST_DISCARDED = 64 * 1024 * 1024;

/** A request of a program, its body as it was sent: signatures are made over those very bytes. */
export interface Received {
  request: FastifyRequest;
  body: Buffer;
}

export interface Answer {
  status: number;
  body: object;
}

export interface Receiver {
  path: string;
  /** In bytes, unpacked. */
  maxBody: number;
  maxPerMinute: number;
  /** Throws for who may not send, before anything that was sent is read. */
  admit?(request: FastifyRequest): Promise<void>;
  receive(received: Received): Promise<Answer>;
}

/** A route for programs outside GraphQL: JSON, raw, with limits of its own. */
export function addReceiver(server: FastifyInstance, { path, maxBody, maxPerMinute, admit, receive }: Receiver): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, sent, done) => {
      readWhole(sent, maxBody).then((body) => done(null, body), done);
    });
    const rateLimit = { max: maxPerMinute, timeWindow: '1 minute', keyGenerator: senderOf };
    // After the count of requests, which is an earlier hook: who guesses is slowed down too.
    scope.addHook('preParsing', async (request) => admit?.(request));
    scope.post(path, { bodyLimit: maxBody, config: { rateLimit } }, async (request, reply: FastifyReply) => {
      const { status, body } = await receive({ request, body: await bodyOf(request, maxBody) });
      return reply.code(status).header('Cache-Control', 'no-store').send(body);
    });
  });
}

/** What is too large is read to its end all the same, within reason: who is still sending hears no answer. */
async function readWhole(sent: AsyncIterable<Buffer>, maxBody: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of sent) {
    size += part.length;
    if (size <= maxBody) parts.push(part);
    else parts.length = 0;
    if (size > maxBody + MOST_DISCARDED) break;
  }
  if (size > maxBody) throw tooLarge(maxBody);
  return Buffer.concat(parts);
}

/** Who shares one allowance: the holder of a token, else an address. */
function senderOf({ ip, headers }: FastifyRequest): string {
  const shown = headers.authorization;
  return shown === undefined ? ip : `${ip} ${createHash('sha256').update(shown).digest('base64')}`;
}

async function bodyOf({ headers, body }: FastifyRequest, maxBody: number): Promise<Buffer> {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new WeirError(
      'UNSUPPORTED_MEDIA_TYPE',
      `The body must be JSON with "Content-Type: application/json", not ${type ? `"${type}"` : 'without one'}.`,
    );
  const sent = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const encoding = headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding === 'identity') return sent;
  if (encoding === 'gzip') return unpack(sent, maxBody);
  throw new WeirError('UNSUPPORTED_MEDIA_TYPE', `"Content-Encoding: ${encoding}" is not read: send gzip, or none.`);
}

async function unpack(sent: Buffer, maxBody: number): Promise<Buffer> {
  try {
    return await unzip(sent, { maxOutputLength: maxBody });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBody);
    throw new WeirError('BAD_USER_INPUT', 'The body is not gzip, though "Content-Encoding" says so.', { cause });
  }
}

const tooLarge = (maxBody: number): WeirError =>
  new WeirError('TOO_LARGE', `The body is larger than ${maxBody / 1024 / 1024} MiB: send less at once.`);

/** The body as JSON, or a refusal. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new WeirError('BAD_USER_INPUT', `The body is no JSON: ${(cause as Error).message}.`, { cause });
  }
}
