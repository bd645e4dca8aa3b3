import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

interface Watching<Data> {
  /** What was sent so far. */
  received: Data[];
  /** Code and reason of the end of the connection. */
  ended: Promise<{ code: number }>;
  stop(): void;
}

interface Right {
  headers?: Record<string, string>;
  connectionParams?: Record<string, unknown>;
}

/** Subscribes as a program does, and resolves once the server has let it in. */
export async function watch<Data>(url: string, query: string, right: Right): Promise<Watching<Data>> {
  const received: Data[] = [];
  let client: Client | null = null;
  const ended = new Promise<{ code: number }>((resolve) => {
    class WithHeaders extends WebSocket {
      constructor(address: string, protocols: string | string[]) {
        super(address, protocols, { headers: right.headers });
        this.on('close', (code) => resolve({ code }));
      }
    }
    client = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WithHeaders,
      lazy: false,
      retryAttempts: 0,
      connectionParams: right.connectionParams,
      onNonLazyError: () => undefined,
    });
  });
  const watching = client as unknown as Client;
  await new Promise<void>((resolve, reject) => {
    watching.on('connected', () => resolve());
    void ended.then(({ code }) => reject(new Error(`The connection ended with ${code} before it began.`)));
  });
  watching.subscribe<Data>(
    { query },
    {
      next: ({ data }) => void (data && received.push(data)),
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return { received, ended, stop: () => void watching.dispose() };
}
