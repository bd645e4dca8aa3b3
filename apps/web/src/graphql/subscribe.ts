import { SyncProgressDocument } from '../features/sources/sources-query.js';
import type { SyncProgressSubscription } from './generated/graphql.js';

interface Watcher {
  onOpen: () => void;
  onClose: () => void;
  onSource: (source: SyncProgressSubscription['syncProgress']) => void;
}

/** Follows all syncs over a WebSocket until the returned function is called; without one the watcher is closed and asks. */
export function watchSyncs(watcher: Watcher): () => void {
  let stop = () => {};
  let isStopped = false;
  void import('graphql-ws').then(({ createClient }) => {
    if (isStopped) return;
    const client = createClient({
      url: `${window.location.origin.replace(/^http/, 'ws')}/graphql`,
      retryAttempts: 20,
      on: { connected: watcher.onOpen, closed: watcher.onClose },
      shouldRetry: () => true,
    });
    client.subscribe<SyncProgressSubscription>(
      { query: SyncProgressDocument.toString() },
      {
        next: ({ data }) => data && watcher.onSource(data.syncProgress),
        error: watcher.onClose,
        complete: watcher.onClose,
      },
    );
    // A connection that was still being made rejects when it is given up: that is no news.
    stop = () => void Promise.resolve(client.dispose()).catch(() => undefined);
  }, watcher.onClose);
  return () => {
    isStopped = true;
    stop();
  };
}
