import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { formatCount } from '@weir/metrics';
import { say } from './say.js';
import type { SyncedSource } from './sync-and-wait.js';

export interface Progress {
  show(source: SyncedSource): void;
  close(): void;
}

const LINE_EVERY_MS = 2000;

/** A bar per source on a terminal; lines, now and then, where the output is kept. */
export const createProgress = (): Progress => (process.stderr.isTTY ? createBars() : createLines());

function createBars(): Progress {
  const bars = new MultiBar(
    {
      stream: process.stderr,
      format: ' {bar} {percentage}% | {name} | {what}',
      hideCursor: true,
      clearOnComplete: false,
    },
    Presets.shades_classic,
  );
  const byId = new Map<string, SingleBar>();
  return {
    show: (source) => {
      const bar = byId.get(source.id) ?? bars.create(1, 0, { name: source.name, what: '' });
      byId.set(source.id, bar);
      const { done, total } = amounts(source);
      bar.setTotal(total);
      bar.update(done, { name: source.name, what: describe(source) });
    },
    close: () => bars.stop(),
  };
}

function createLines(): Progress {
  const last = new Map<string, { text: string; at: number }>();
  return {
    show: (source) => {
      const text = `${source.name}: ${describe(source)}`;
      const before = last.get(source.id);
      const now = Date.now();
      if (before !== undefined && (before.text === text || now - before.at < LINE_EVERY_MS)) return;
      last.set(source.id, { text, at: now });
      say(text);
    },
    close: () => undefined,
  };
}

function amounts({ sync }: SyncedSource): { done: number; total: number } {
  if (sync.state === 'SUCCEEDED') return { done: 1, total: 1 };
  const total = sync.total ?? 0;
  return total > 0 ? { done: Math.min(sync.done, total), total } : { done: 0, total: 1 };
}

function describe({ sync }: SyncedSource): string {
  if (sync.state === 'QUEUED' || sync.state === 'IDLE') return 'waiting for its turn';
  if (sync.state === 'SUCCEEDED') return 'done';
  if (sync.state === 'FAILED') return 'failed';
  if (sync.state === 'WAITING_FOR_RATE_LIMIT') return describeWait(sync.nextAttemptAt);
  const of = sync.total === null ? '' : ` of ${formatCount(sync.total)}`;
  return `${sync.message ?? 'reading'} (${formatCount(sync.done)}${of})`;
}

/** By the clock on the wall of whoever reads it. */
function describeWait(until: string | null): string {
  if (until === null) return "waiting for GitHub's rate limit";
  const clock = new Date(until).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `waiting for GitHub's rate limit until ${clock}`;
}
