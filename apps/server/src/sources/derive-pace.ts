/** Figures of what is read so far appear while reading goes on, but never cost more than a fraction of its time. */
const DERIVE_AFTER_MS = 5000;
const DERIVE_SHARE = 0.2;

/** When to derive while reading: after some time at first, then so rarely that deriving takes a small share of the whole. */
export class DerivePace {
  private dueAt: number;

  constructor(private readonly now: () => number) {
    this.dueAt = now() + DERIVE_AFTER_MS;
  }

  isDue(): boolean {
    return this.now() >= this.dueAt;
  }

  async measure(work: () => Promise<void>): Promise<void> {
    const started = this.now();
    await work();
    const took = this.now() - started;
    this.dueAt = this.now() + Math.max(DERIVE_AFTER_MS, took / DERIVE_SHARE);
  }
}
