import { createHash } from 'node:crypto';

const MAX_FIGURES = 1000;

/**
 * Figures by everything that they depend on. Bounded: the figure that was asked for longest ago goes first. A figure that
 * is being computed is shared; one that failed is forgotten.
 */
export class FigureCache {
  private readonly figures = new Map<string, Promise<unknown>>();

  constructor(private readonly limit = MAX_FIGURES) {}

  /** The figure of these parts, computed unless it is kept. The parts must hold all that the figure depends on. */
  get<T>(parts: readonly unknown[], compute: () => Promise<T>): Promise<T> {
    const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64');
    const kept = this.figures.get(key) as Promise<T> | undefined;
    const figure = kept ?? this.computeAndForgetFailure(key, compute);
    this.figures.delete(key);
    this.figures.set(key, figure);
    this.dropOldest();
    return figure;
  }

  private computeAndForgetFailure<T>(key: string, compute: () => Promise<T>): Promise<T> {
    const figure = compute();
    figure.catch(() => this.figures.delete(key));
    return figure;
  }

  private dropOldest(): void {
    const [oldest] = this.figures.keys();
    if (this.figures.size > this.limit && oldest !== undefined) this.figures.delete(oldest);
  }
}
