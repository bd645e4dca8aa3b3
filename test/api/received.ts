import { gzipSync } from 'node:zlib';
import type { Workspace } from './workspace.js';

export interface Told {
  status: number;
  headers: Headers;
  body: {
    id?: string;
    result?: string;
    results?: { id?: string; result?: string; error?: { code: string; message: string; field?: string } }[];
    error?: { code: string; message: string; field?: string };
    status?: string;
    reason?: string;
  };
}

/** A POST of a program, as it sends it. */
export async function tell(url: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Told> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Told['body'] };
}

/** Pushes with a token of the workspace. */
export class Pusher {
  constructor(
    private readonly workspace: Workspace,
    readonly token: string,
  ) {}

  static async with(workspace: Workspace, may: { role?: string; scopes?: string[] }): Promise<Pusher> {
    const mutation = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) }';
    const input = { name: JSON.stringify(may), ...may };
    const { createApiToken } = await workspace.ask<{ createApiToken: string }>(mutation, { input });
    return new Pusher(workspace, createApiToken);
  }

  raw(path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Told> {
    return tell(`${this.workspace.server.url}/api/v1/${path}`, body, {
      authorization: `Bearer ${this.token}`,
      ...headers,
    });
  }

  push(path: string, body: unknown): Promise<Told> {
    return this.raw(path, JSON.stringify(body));
  }

  pushPacked(path: string, body: unknown): Promise<Told> {
    return this.raw(path, gzipSync(JSON.stringify(body)), { 'content-encoding': 'gzip' });
  }
}
