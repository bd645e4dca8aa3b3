import type { Batch, ReadContext, Source } from '@weir/sources';
import { SourceError } from '@weir/sources';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceUnion } from './source-union.js';

/** One thing to read, made once for the whole suite. */
export interface SourceFixture {
  /** Opens it as a person names it most plainly. */
  open(): Promise<Source>;
  /** Opens it by other names (a relative path, a symbolic link, a slash at the end). */
  openOtherwise: (() => Promise<Source>)[];
  /** Adds something new to it. */
  grow?(): Promise<void>;
  /** What it may claim to cover. */
  subjects: string[];
  /** Words that must not appear in its settings. */
  secrets?: string[];
  now: number;
  remove(): Promise<void>;
}

/**
 * What every source and every fake of one must hold to. A fixture should be large enough for several batches, or resuming is
 * hardly tested.
 */
export function describeSource(name: string, create: () => Promise<SourceFixture>): void {
  describe(`${name} as a source`, () => {
    let shared: SourceFixture;
    beforeAll(async () => {
      shared = await create();
    }, 60_000);
    afterAll(() => shared.remove());
    const check = (sentence: string, body: (fixture: SourceFixture) => Promise<void>) =>
      it(sentence, { timeout: 60_000 }, () => body(shared));

    check('yields several batches and some records', async (fixture) => {
      const batches = await readAll(fixture);
      expect(batches.length).toBeGreaterThan(1);
      expect(unionOf(batches).size).toBeGreaterThan(0);
    });

    check('yields nothing new from its final cursor, however often it is asked', async (fixture) => {
      let place = placeAfter(await readAll(fixture));
      for (let time = 0; time < 2; time += 1) {
        const again = await readAll(fixture, place);
        expect(unionOf(again).size).toBe(0);
        place = placeAfter(again, place);
      }
    });

    check('is resumed from any cursor to the same union', async (fixture) => {
      const whole = await readAll(fixture);
      const expected = unionOf(whole).toJson();
      for (let count = 1; count < whole.length; count += 1) {
        const begun = whole.slice(0, count);
        const rest = await readAll(fixture, placeAfter(begun));
        expect(unionOf([...begun, ...rest]).toJson()).toEqual(expected);
        expect(unionOf(rest).size, 'a resumed reading starts over').toBeLessThan(unionOf(whole).size);
      }
    });

    check('comes to the same union when it is stopped after every single batch', async (fixture) => {
      const expected = unionOf(await readAll(fixture)).toJson();
      const batches: Batch[] = [];
      for (;;) {
        const next = await readFirst(fixture, placeAfter(batches));
        if (next === null || batches.length > 1000) break;
        batches.push(next);
      }
      expect(unionOf(batches).toJson()).toEqual(expected);
    });

    check('gives the same union in any order of its batches, and when a batch is repeated', async (fixture) => {
      const batches = await readAll(fixture);
      const records = batches.map((batch) => ({ ...batch, replaces: false }));
      const expected = unionOf(records).recordsToJson();
      expect(unionOf([...records].reverse()).recordsToJson()).toEqual(expected);
      expect(unionOf([...records, ...records]).recordsToJson()).toEqual(expected);
    });

    check('names nothing twice in one batch', async (fixture) => {
      for (const batch of await readAll(fixture)) expect(unionOf([batch]).repeated).toEqual([]);
    });

    check('survives a round trip of its cursors through JSON', async (fixture) => {
      for (const { cursor, cursors = {} } of await readAll(fixture))
        expect(JSON.parse(JSON.stringify({ cursor, cursors }))).toEqual({ cursor, cursors });
    });

    check('makes steady progress that ends at its total', async (fixture) => {
      const steps = (await readAll(fixture)).map((batch) => batch.progress);
      steps.forEach((step, index) => expect(step.done).toBeGreaterThanOrEqual(steps[index - 1]?.done ?? 0));
      steps.forEach((step) => expect(step.message).not.toBe(''));
      expect(steps.at(-1)?.done).toBe(steps.at(-1)?.total);
    });

    check('tells time in whole milliseconds', async (fixture) => {
      const instants = unionOf(await readAll(fixture)).instants();
      expect(instants.length).toBeGreaterThan(0);
      expect(instants.filter((at) => !Number.isSafeInteger(at))).toEqual([]);
    });

    check('covers only what it read', async (fixture) => {
      const union = unionOf(await readAll(fixture));
      expect(union.coverage.length + union.incidentsCovered.length).toBeGreaterThan(0);
      for (const { repository, subject, from, to } of union.coverage) {
        expect(union.repositories).toContain(repository);
        expect(fixture.subjects).toContain(subject);
        expect(from).toBeLessThan(to);
      }
    });

    check('claims coverage only when everything in it was read', async (fixture) => {
      const batches = await readAll(fixture);
      const hasPullRequests = batches.some(({ repositories }) =>
        repositories.some((part) => part.pullRequests?.length),
      );
      const changes = hasPullRequests ? ('pullRequests' as const) : ('commits' as const);
      const keys = { COMMITS: 'commits', DEPLOYMENTS: 'deployments', INCIDENTS: 'issues' } as const;
      batches.forEach(({ repositories }, index) => {
        const later = batches.slice(index + 1).flatMap((batch) => batch.repositories);
        for (const { repository, subject } of repositories.flatMap(({ coverage }) => coverage ?? [])) {
          const key = subject === 'CHANGES' || subject === 'REVIEWS' ? changes : keys[subject];
          const others = later
            .filter((part) => part.repository.name === repository)
            .flatMap((part): unknown[] => part[key] ?? []);
          expect(others, `${subject} of ${repository} after batch ${index}`).toEqual([]);
        }
      });
    });

    check('is one source by whatever name', async (fixture) => {
      const { fingerprint } = await fixture.open();
      expect(fixture.openOtherwise.length).toBeGreaterThan(0);
      for (const open of fixture.openOtherwise) expect((await open()).fingerprint).toBe(fingerprint);
    });

    check('has a name, and settings that hold no secret and survive JSON', async (fixture) => {
      const { defaultName, settings } = await fixture.open();
      expect(defaultName).not.toBe('');
      expect(JSON.parse(JSON.stringify(settings))).toEqual(settings);
      for (const secret of fixture.secrets ?? [])
        expect(JSON.stringify({ settings, defaultName })).not.toContain(secret);
    });

    check('stops at once when it is told to', async (fixture) => {
      const stop = new AbortController();
      stop.abort();
      await expect(readFirst(fixture, START, stop.signal)).rejects.toBeInstanceOf(SourceError);
      await expect(abortAfterFirst(fixture)).rejects.toMatchObject({ name: 'SourceError', code: 'ABORTED' });
    });

    check('forgets a cursor that it cannot understand', async (fixture) => {
      const expected = unionOf(await readAll(fixture)).toJson();
      expect(unionOf(await readAll(fixture, { ...START, cursor: { version: 'of another time' } })).toJson()).toEqual(
        expected,
      );
    });

    // Last, since it changes what the others read.
    check('says what is new, and only that, when it has grown', async (fixture) => {
      if (!fixture.grow) return;
      const before = await readAll(fixture);
      await fixture.grow();
      const news = await readAll(fixture, placeAfter(before));
      const fromNothing = await readAll(fixture);
      expect(unionOf(news).size).toBeGreaterThan(0);
      expect(unionOf([...before, ...news]).toJson()).toEqual(unionOf(fromNothing).toJson());
      expect(unionOf(fromNothing).toJson()).not.toEqual(unionOf(before).toJson());
    });
  });
}

const unionOf = (batches: Batch[]) => new SourceUnion(batches);

type Place = Pick<ReadContext, 'cursor' | 'cursors'>;

const START: Place = { cursor: null, cursors: {} };

/** Where to go on from when these batches are committed: what a store keeps, in memory. */
function placeAfter(batches: Batch[], before = START): Place {
  const cursors = Object.assign({}, before.cursors, ...batches.map((batch) => batch.cursors ?? {})) as Place['cursors'];
  const kept = Object.entries(cursors).filter(([, part]) => part !== null);
  return { cursor: batches.at(-1)?.cursor ?? before.cursor, cursors: Object.fromEntries(kept) };
}

function contextOf(fixture: SourceFixture, place: Place, signal?: AbortSignal): ReadContext {
  return { ...place, now: () => fixture.now, signal: signal ?? new AbortController().signal };
}

async function readAll(fixture: SourceFixture, place = START): Promise<Batch[]> {
  const source = await fixture.open();
  const batches: Batch[] = [];
  for await (const batch of source.read(contextOf(fixture, place))) batches.push(batch);
  return batches;
}

async function readFirst(fixture: SourceFixture, place: Place, signal?: AbortSignal): Promise<Batch | null> {
  const source = await fixture.open();
  for await (const batch of source.read(contextOf(fixture, place, signal))) return batch;
  return null;
}

async function abortAfterFirst(fixture: SourceFixture): Promise<void> {
  const stop = new AbortController();
  const source = await fixture.open();
  let abortedAt: number | null = null;
  for await (const _batch of source.read(contextOf(fixture, START, stop.signal))) {
    if (abortedAt !== null) expect(performance.now() - abortedAt).toBeLessThan(1000);
    abortedAt ??= performance.now();
    stop.abort();
  }
}
