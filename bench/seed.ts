import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { Chance } from '../test/story/chance.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REPOSITORIES = 20;
const YEARS = 3;
const RELEASES_PER_DAY = 2;

export interface SeedFile {
  kind: 'pull-requests' | 'deployments' | 'incidents';
  path: string;
  rows: number;
}

/** Files of an organisation's three years up to `endAt`: so many changes over twenty repositories, their releases and incidents. */
export async function writeSeed(folder: string, changes: number, endAt: number): Promise<SeedFile[]> {
  const startAt = endAt - YEARS * 365 * DAY;
  return [
    await write(folder, 'pull-requests', pullRequests(changes, startAt, endAt)),
    await write(folder, 'deployments', deployments(startAt, endAt)),
    await write(folder, 'incidents', incidents(startAt, endAt)),
  ];
}

function* pullRequests(count: number, startAt: number, endAt: number): Iterable<string> {
  const chance = new Chance(1);
  yield 'repository,number,title,author,additions,deletions,firstCommitAt,openedAt,firstReviewAt,approvedAt,mergedAt';
  for (let index = 0; index < count; index += 1) {
    const begun = startAt + ((endAt - startAt - 10 * DAY) * index) / count;
    const moments = [begun];
    for (const median of [16, 5, 20, 3]) moments.push((moments.at(-1) ?? begun) + chance.around(median * HOUR, 1));
    const author = chance.happens(0.05) ? 'dependabot[bot]' : `person-${Math.floor(chance.between(0, 200))}`;
    const size = [Math.round(chance.around(90)), Math.round(chance.around(30))];
    const number = Math.floor(index / REPOSITORIES) + 1;
    yield [repository(index), number, `feat: change ${index}`, author, ...size, ...moments.map(iso)].join(',');
  }
}

/** Every repository releases on a beat of its own. */
function* releases(startAt: number, endAt: number): Iterable<{ index: number; at: number }> {
  const count = Math.floor(((endAt - startAt) / DAY) * RELEASES_PER_DAY);
  for (let index = 0; index < count * REPOSITORIES; index += 1) {
    const turn = Math.floor(index / REPOSITORIES);
    yield { index, at: startAt + (turn * DAY) / RELEASES_PER_DAY + ((index % REPOSITORIES) * HOUR) / 4 };
  }
}

function* deployments(startAt: number, endAt: number): Iterable<string> {
  yield 'externalId,repository,environment,sha,status,createdAt,finishedAt';
  for (const { index, at } of releases(startAt, endAt)) {
    const sha = index.toString(16).padStart(40, '0');
    yield [`d${index}`, repository(index), 'production', sha, 'SUCCEEDED', iso(at), iso(at + HOUR / 5)].join(',');
  }
}

function* incidents(startAt: number, endAt: number): Iterable<string> {
  const chance = new Chance(2);
  yield 'externalId,repository,title,startedAt,resolvedAt,deployment';
  for (const { index, at } of releases(startAt, endAt)) {
    if (!chance.happens(0.06)) continue;
    const started = at + HOUR;
    yield [
      `i${index}`,
      repository(index),
      'Errors',
      iso(started),
      iso(started + chance.around(2 * HOUR)),
      `d${index}`,
    ].join(',');
  }
}

const repository = (index: number) => `bench/service-${(index % REPOSITORIES) + 1}`;
const iso = (at: number) => new Date(at).toISOString();

async function write(folder: string, kind: SeedFile['kind'], lines: Iterable<string>): Promise<SeedFile> {
  const path = join(folder, `${kind}.csv`);
  const stream = createWriteStream(path);
  let rows = -1;
  for (const line of lines) {
    rows += 1;
    if (!stream.write(`${line}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return { kind, path, rows };
}
