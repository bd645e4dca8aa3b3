import { EXIT } from './exit.js';
import { say } from './say.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm passes a Ctrl-C on that the terminal already gave us: one key, two signals. */
const SAME_KEY_MS = 700;
const NUMBERS: Record<string, number> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Runs `stop` at the first signal and then ends the process; a second one ends it at once. Returns how to take that back. */
export function onSignal(stop: () => Promise<void>): () => void {
  let firstAt: number | null = null;
  const listener = (signal: NodeJS.Signals): void => {
    if (firstAt !== null) {
      if (Date.now() - firstAt > SAME_KEY_MS) process.exit(NUMBERS[signal] ?? EXIT.FAILED);
      return;
    }
    firstAt = Date.now();
    say('\nStopping … (once more to stop at once)');
    void stop().finally(() => process.exit(signal === 'SIGINT' || signal === 'SIGTERM' ? EXIT.DONE : NUMBERS[signal]));
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}

/** A start under way is let finish: half a database is worse than a second of waiting. One that failed has nothing to stop. */
export async function stopWhenStarted(starting: Promise<{ stop(): Promise<void> }>): Promise<void> {
  const server = await starting.catch(() => null);
  await server?.stop();
}
