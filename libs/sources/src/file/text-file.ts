import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { absolutePath } from '../absolute-path.js';
import { SourceError } from '../source.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A text file on this machine; its content is only ever streamed. */
export interface TextFile {
  path: string;
  realPath: string;
  sizeBytes: number;
  modifiedAt: number;
  encoding: Encoding;
}

const HEAD_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** Finds a file and makes sure that it is text, or says what it is instead. */
export async function openTextFile(named: string): Promise<TextFile> {
  const path = absolutePath(named);
  try {
    const stats = await stat(path);
    assertFile(path, stats);
    const encoding = detectEncoding(path, await readHead(path));
    return { path, realPath: await realpath(path), ...identity(stats), encoding };
  } catch (error) {
    throw toSourceError(path, error);
  }
}

/** Whether the file on disk is still the one that was opened. */
export async function isUnchanged(file: TextFile): Promise<boolean> {
  const now = identity(await stat(file.path));
  return now.sizeBytes === file.sizeBytes && now.modifiedAt === file.modifiedAt;
}

function identity(stats: Stats): Pick<TextFile, 'sizeBytes' | 'modifiedAt'> {
  return { sizeBytes: stats.size, modifiedAt: Math.floor(stats.mtimeMs) };
}

function assertFile(path: string, stats: Stats): void {
  if (stats.isDirectory()) throw new SourceError('NOT_FOUND', `${path} is a folder: name one file in it.`, 'path');
  if (!stats.isFile())
    throw new SourceError('UNREADABLE', `${path} is no ordinary file: write it to one first.`, 'path');
  if (stats.size === 0) throw new SourceError('UNREADABLE', `${path} is empty.`, 'path');
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function detectEncoding(path: string, head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    throw new SourceError('UNREADABLE', `${path} is a zip or an Excel workbook: save it as CSV first.`, 'path');
  if (head.includes(0))
    throw new SourceError('UNREADABLE', `${path} is not a text file: CSV or JSON Lines is needed.`, 'path');
  return 'utf-8';
}

function toSourceError(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE')
    return new SourceError('NOT_FOUND', `There is no file ${path}: check the path.`, 'path');
  if (code === 'EACCES' || code === 'EPERM')
    return new SourceError('UNREADABLE', `${path} may not be read by this user: give it read permission.`, 'path');
  return error;
}

/** The bytes were no UTF-8 after all. */
export class NotUtf8 extends Error {}

/** Text of a file in chunks; `onHash` gets the SHA-256 of all its bytes at the end. */
export async function* readText(
  file: TextFile,
  signal: AbortSignal | undefined,
  onHash?: (hash: string) => void,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder(file.encoding, { fatal: file.encoding === 'utf-8' });
  const decode = (chunk?: Buffer) => decodeWith(decoder, chunk);
  try {
    for await (const chunk of createReadStream(file.path, {
      highWaterMark: CHUNK_BYTES,
      signal,
    }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield decode(chunk);
    }
  } catch (error) {
    throw signal?.aborted
      ? new SourceError('ABORTED', 'Reading the file was stopped.')
      : toSourceError(file.path, error);
  }
  yield decode();
  onHash?.(hash.digest('hex'));
}

function decodeWith(decoder: TextDecoder, chunk: Buffer | undefined): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new NotUtf8();
  }
}
