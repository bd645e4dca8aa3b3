import { createHash } from 'node:crypto';

const MAX_FIGURES = 1000;
/** Of all figures together: tens of megabytes. */
const MAX_POINTS = 500_000;

interface Kept {
  figure: Promise<unknown>;
  points: number;
}

/**
 * Figures by everything that they depend on. Bounded in number and in points: the figure that was asked for longest ago goes
 * first. A figure that is being computed is shared; one that failed is forgotten.
 */
export class FigureCache {
  private readonly figures = new Map<string, Kept>();

  constructor(
    private readonly limit = MAX_FIGURES,
    private readonly pointLimit = MAX_POINTS,
  ) {}

  /** The figure of these parts, computed unless it is kept. The parts must hold all that the figure depends on. */
  get<T>(parts: readonly unknown[], compute: () => Promise<T>, countPoints?: (figure: T) => number): Promise<T> {
    const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64');
    const kept = this.figures.get(key) ?? this.start(key, compute(), countPoints);
    this.figures.delete(key);
    this.figures.set(key, kept);
    this.dropOldest();
    return kept.figure as Promise<T>;
  }

  /** How large it is shows when it is there; one that is larger than all may be together goes alone. */
  private start<T>(key: string, figure: Promise<T>, countPoints: (figure: T) => number = () => 1): Kept {
    const kept = { figure, points: 1 };
    const weigh = (found: T) => {
      kept.points = countPoints(found);
      if (kept.points > this.pointLimit) this.figures.delete(key);
      this.dropOldest();
    };
    figure.then(weigh, () => this.figures.delete(key));
    return kept;
  }

  private dropOldest(): void {
    let points = 0;
    for (const kept of this.figures.values()) points += kept.points;
    for (const [key, kept] of this.figures) {
      if (this.figures.size <= this.limit && points <= this.pointLimit) return;
      this.figures.delete(key);
      points -= kept.points;
    }
  }
}
