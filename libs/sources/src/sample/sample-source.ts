import type { Instant, RepositoryBatch, Subject, TeamRecord } from '@weir/metrics';
import { z } from 'zod';
import { parseSettings } from '../parse-settings.js';
import { type Batch, type Json, type ReadContext, type Source, SourceError } from '../source.js';
import { findWeekZero } from './bad-week.js';
import { listPages, type Span } from './pages.js';
import { PEOPLE, TEAM_NAMES, teamIn, type TeamSlug } from './people.js';
import { planService } from './plan-service.js';
import { OWNER, SERVICES, type Service, startOfService } from './services.js';
import { findMonday, type TimeFrame, toSecond, WEEK, weekOf } from './time-frame.js';
import { ServiceRecords, toRepository } from './to-records.js';
import { Calendars } from './work-calendar.js';

const DEFAULT_SEED = 5;
/** How long the history is when it is told for the first time: 18 months. */
const WEEKS_TOLD = 78;

const settingsSchema = z.strictObject({ seed: z.int32().default(DEFAULT_SEED) });

/** Opens the made-up organisation that README.md describes. There is one of them: with another seed it lives another life. */
export async function openSampleSource(settings: unknown): Promise<Source> {
  return new SampleSource(parseSettings('sample', settingsSchema, settings).seed);
}

const cursorSchema = z.object({
  version: z.literal(1),
  seed: z.number(),
  weeksTold: z.number(),
  /** The Monday of the week in which it was told first. */
  anchor: z.number(),
  /** What was told before: up to then. Null at the first telling. */
  from: z.number().nullable(),
  /** What is being told: up to then. */
  until: z.number(),
  /** The service whose turn is next, and its page; null when all is told. */
  next: z.object({ service: z.number(), page: z.number() }).nullable(),
});

type Cursor = z.infer<typeof cursorSchema>;

/** The organisation from so many weeks before it is told first. Fewer make a short story, for tests of anything but the story. */
export class SampleSource implements Source {
  readonly kind = 'SAMPLE';
  readonly fingerprint = 'sample';
  readonly defaultName = 'Sample organisation';
  readonly settings: Readonly<Record<string, Json>>;

  constructor(
    private readonly seed: number,
    private readonly weeksTold = WEEKS_TOLD,
  ) {
    this.settings = { seed };
  }

  /** Ends what an interrupted reading began, then tells what has happened since. */
  async *read(context: ReadContext): AsyncGenerator<Batch> {
    const now = toSecond(context.now());
    let cursor = this.parseCursor(context.cursor) ?? this.begin(now);
    if (cursor.next !== null) {
      yield* new Telling(cursor, context.signal).batches();
      cursor = { ...cursor, next: null };
    }
    assertGoesOn(context.signal);
    if (now <= cursor.until) return;
    const next: Cursor = { ...cursor, from: cursor.until, until: now, next: { service: 0, page: 0 } };
    yield* new Telling(next, context.signal).batches();
  }

  private begin(now: Instant): Cursor {
    const next = { service: 0, page: 0 };
    const { seed, weeksTold } = this;
    return { version: 1, seed, weeksTold, anchor: findMonday(now), from: null, until: now, next };
  }

  /** A cursor of another seed is of another life: it is begun anew. */
  private parseCursor(cursor: Json): Cursor | null {
    const parsed = cursorSchema.safeParse(cursor);
    return parsed.success && parsed.data.seed === this.seed ? parsed.data : null;
  }
}

function assertGoesOn(signal: AbortSignal): void {
  if (signal.aborted) throw new SourceError('ABORTED', 'Reading the sample was stopped.');
}

/** One telling of one span, from where its cursor stands. */
class Telling {
  private readonly frame: TimeFrame;
  private readonly calendars: Calendars;
  private readonly span: Span;

  constructor(
    private readonly cursor: Cursor,
    private readonly signal: AbortSignal,
  ) {
    const { seed, anchor, until, weeksTold } = cursor;
    this.frame = { seed, startAt: anchor - weeksTold * WEEK, weekZero: findWeekZero(anchor), until };
    this.calendars = new Calendars(this.frame);
    this.span = { from: cursor.from, until: cursor.until };
  }

  async *batches(): AsyncGenerator<Batch> {
    const first = this.cursor.next ?? { service: SERVICES.length, page: 0 };
    for (const [index, service] of SERVICES.entries()) {
      assertGoesOn(this.signal);
      if (index < first.service) continue;
      const pages = listPages(this.tell(service), this.span);
      for (let page = index === first.service ? first.page : 0; page < pages.length; page += 1) {
        assertGoesOn(this.signal);
        yield this.toBatch(pages.slice(page, page + 1), { service: index, page: page + 1 });
      }
    }
    assertGoesOn(this.signal);
    yield {
      ...this.toBatch(
        SERVICES.map((service) => this.cover(service)),
        null,
      ),
      teams: this.listTeams(),
    };
  }

  private tell(service: Service): ServiceRecords {
    const { frame, calendars } = this;
    return new ServiceRecords(planService({ frame, calendars, service }), frame);
  }

  private toBatch(repositories: RepositoryBatch[], next: Cursor['next']): Batch {
    const { cursor } = this;
    const isFirst = cursor.from === null && cursor.next?.service === 0 && cursor.next.page === 0 && next?.page === 1;
    const done = next === null ? SERVICES.length : next.service;
    return {
      repositories,
      ...(isFirst && next.service === 0 ? { replaces: true } : {}),
      cursor: { ...cursor, next },
      progress: {
        message: next === null ? `teams of ${OWNER}` : `${OWNER}/${SERVICES[next.service]?.name}`,
        done,
        total: SERVICES.length,
        requests: 0,
      },
    };
  }

  private cover(service: Service): RepositoryBatch {
    const { frame } = this;
    const repository = toRepository(service, frame);
    const from = startOfService(service, frame);
    const coverage = SUBJECTS.map((subject) => ({ repository: repository.name, subject, from, to: frame.until }));
    return { repository, coverage };
  }

  private listTeams(): TeamRecord[] {
    const week = weekOf(this.frame.until, this.frame);
    return (Object.keys(TEAM_NAMES) as TeamSlug[]).map((slug) => ({
      key: `${OWNER}/${slug}`,
      name: TEAM_NAMES[slug],
      members: PEOPLE.filter((person) => teamIn(week, person) === slug).map(({ login }) => login),
    }));
  }
}

const SUBJECTS: Subject[] = ['CHANGES', 'COMMITS', 'REVIEWS', 'DEPLOYMENTS', 'INCIDENTS'];
