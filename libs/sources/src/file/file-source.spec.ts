import { appendFile, chmod, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceUnion } from '@weir/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Batch, type Json } from '../source.js';
import { openFileSource } from './file-source.js';
import { inspectFile } from './inspect-file.js';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const at = (iso: string) => Date.parse(iso);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(content: string | Buffer, name = 'rows.csv'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function readFrom(path: string, cursor: Json, settings: Record<string, Json> = {}): Promise<Batch[]> {
  const source = await openFileSource({ path, ...settings });
  const batches: Batch[] = [];
  const context = { cursor, cursors: {}, now: () => NOW, signal: new AbortController().signal };
  for await (const batch of source.read(context)) batches.push(batch);
  return batches;
}

async function read(content: string | Buffer, settings: Record<string, Json> = {}) {
  const batches = await readFrom(await write(content), null, settings);
  const repositories = batches.flatMap((batch) => batch.repositories);
  return {
    repositories: repositories.map((each) => each.repository.name),
    pullRequests: repositories.flatMap((each) => each.pullRequests ?? []),
    deployments: repositories.flatMap((each) => each.deployments ?? []),
    incidents: batches.flatMap((batch) => batch.incidents ?? []),
    coverage: repositories.flatMap((each) => each.coverage ?? []),
    incidentsCovered: batches.at(-1)?.incidentsCovered,
    rejected: batches
      .flatMap((batch) => batch.rejected ?? [])
      .map(({ line, column, message }) => ({ line, column, message })),
    cursor: batches.at(-1)?.cursor ?? null,
  };
}

describe('pull requests from a file', () => {
  it('need no mapping when the columns have well-known names', async () => {
    const { pullRequests, repositories } = await read(
      'repository,number,author,created_at,merged_at,closed_at,num_commits,files_changed,src_churn\n' +
        'rails/rails,13580,kuldeep,1388696440,,1388699710,1,1,6\n' +
        'rails/rails,13579,prathamesh,1388695029,1388771049,1388771049,1,1,8\n' +
        'rails/rails,13578,,1388695030,,,1,1,8\n',
    );
    expect(repositories).toEqual(['rails/rails']);
    expect(pullRequests.map(({ number, state }) => `${number} ${state}`)).toEqual([
      '13580 CLOSED',
      '13579 MERGED',
      '13578 OPEN',
    ]);
    expect(pullRequests[1]).toEqual({
      number: 13579,
      title: 'rails/rails#13579',
      body: null,
      url: null,
      author: 'prathamesh',
      authorIsBot: null,
      state: 'MERGED',
      isDraft: false,
      openedAt: 1_388_695_029_000,
      mergedAt: 1_388_771_049_000,
      closedAt: 1_388_771_049_000,
      mergeSha: null,
      baseBranch: null,
      headBranch: null,
      headIsSameRepository: null,
      additions: null,
      deletions: null,
      changedFiles: 1,
      labels: [],
      commits: null,
      reviews: null,
      draftEvents: null,
      stated: {},
    });
  });

  it('state only moments that have a column: absent is not read, empty did not happen', async () => {
    const { pullRequests, coverage } = await read(
      'repository,number,openedAt,mergedAt,firstCommitAt,firstReviewAt,deployedAt,type,aiTools\n' +
        'a/b,1,2026-01-01T10:00Z,2026-01-02T10:00Z,2026-01-01T08:00Z,,2026-01-03,bug,Copilot;Claude\n',
    );
    expect(pullRequests[0]?.stated).toEqual({
      firstCommitAt: at('2026-01-01T08:00Z'),
      firstReviewAt: null,
      deployedAt: at('2026-01-03T00:00Z'),
      type: 'DEFECT',
      aiTools: ['Copilot', 'Claude'],
    });
    expect(coverage.map((each) => each.subject)).toEqual(['CHANGES', 'REVIEWS']);
  });

  it('come as GitHub’s own JSON too', async () => {
    const { pullRequests } = await read(
      JSON.stringify([
        {
          number: 7,
          title: 'Add a cart',
          author: { login: 'ada', is_bot: false },
          baseRefName: 'develop',
          headRefName: 'cart',
          state: 'MERGED',
          isDraft: false,
          createdAt: '2026-01-01T10:00:00Z',
          mergedAt: '2026-01-02T10:00:00Z',
          mergeCommit: { oid: 'ABCDEF0123456789ABCDEF0123456789ABCDEF01' },
          labels: [{ name: 'bug' }, { name: 'ui' }],
          additions: 5,
          deletions: 0,
          changedFiles: 2,
          url: 'https://github.com/acme/storefront/pull/7',
        },
      ]),
      { repository: 'acme/storefront' },
    );
    expect(pullRequests[0]).toMatchObject({
      number: 7,
      author: 'ada',
      authorIsBot: false,
      baseBranch: 'develop',
      headBranch: 'cart',
      mergeSha: 'abcdef0123456789abcdef0123456789abcdef01',
      labels: ['bug', 'ui'],
      additions: 5,
      deletions: 0,
    });
  });

  it('follow a mapping before any guess, also one that leaves a column out', async () => {
    const content = 'project,id,who,begun,merged_at,additions\na/b,4,ada,2026-01-01,2026-01-02,9\n';
    const map = { openedAt: 'begun', author: 'WHO', additions: null };
    const { pullRequests } = await read(content, { kind: 'pull-requests', map });
    expect(pullRequests[0]).toMatchObject({
      number: 4,
      author: 'ada',
      openedAt: at('2026-01-01T00:00Z'),
      additions: null,
    });
    const refused = (bad: Record<string, string>) => read(content, { kind: 'pull-requests', map: bad });
    await expect(refused({ openedAt: 'start' })).rejects.toThrow(
      /there is no column start for openedAt: its columns are project/,
    );
    await expect(refused({ startedAt: 'begun' })).rejects.toMatchObject({ code: 'BAD_SETTINGS', field: 'map' });
  });

  it('do not take a column of words for a time because of its name', async () => {
    const { pullRequests, rejected } = await read(
      'repository,number,created,merged\na/b,1,2026-01-01,true\na/b,2,2026-01-01,false\n',
    );
    expect(rejected).toEqual([]);
    expect(pullRequests.map((each) => each.mergedAt)).toEqual([null, null]);
  });

  it('believe the moments more than the word, and refuse what contradicts itself', async () => {
    const { pullRequests, rejected } = await read(
      'repository,number,state,created_at,merged_at,closed_at\n' +
        'a/b,1,closed,2026-01-01,2026-01-02,2026-01-02\na/b,2,closed,2026-01-01,,\na/b,3,merged,2026-01-01,,\na/b,4,DRAFT,2026-01-01,,\n',
    );
    expect(pullRequests.map(({ number, state, isDraft }) => [number, state, isDraft])).toEqual([
      [1, 'MERGED', false],
      [2, 'CLOSED', false],
      [4, 'OPEN', true],
    ]);
    expect(rejected).toEqual([
      {
        line: 4,
        column: 'merged_at',
        message: 'merged_at is "": expected the time of the merge, since its state is merged.',
      },
    ]);
  });

  it('that come twice count once, the last as it stands', async () => {
    const row = (number: number, author: string) => `a/b,${number},${author},2026-01-01\n`;
    const content = `repository,number,author,created_at\n${row(1, 'ada')}${row(2, 'bob')}${row(1, 'cy')}`;
    const { pullRequests } = await read(content);
    expect(pullRequests.map(({ number, author }) => [number, author])).toEqual([
      [1, 'cy'],
      [2, 'bob'],
    ]);
  });
});

describe('deployments from a file', () => {
  it('have a status in many words, and no place for skipped ones', async () => {
    const words = 'success,Succeeded,failure,ERROR,timed out,in_progress,inactive,skipped,cancelled'.split(',');
    const rows = words.map(
      (word, index) => `d${index},a/b,production,${index},${word},2026-01-01T10:00Z,2026-01-01T10:05Z\n`,
    );
    const { deployments, rejected } = await read(
      `id,repository,environment,sha,status,created_at,deployed_at\n${rows.join('')}`,
    );
    expect(deployments.map((each) => each.status)).toEqual([
      'SUCCEEDED',
      'SUCCEEDED',
      'FAILED',
      'FAILED',
      'FAILED',
      'PENDING',
      'SUCCEEDED',
    ]);
    expect(deployments[5]?.finishedAt).toBeNull();
    expect(deployments[0]).toMatchObject({
      key: 'd0',
      externalId: 'd0',
      rule: 'PUSHED',
      finishedAt: at('2026-01-01T10:05Z'),
    });
    expect(rejected).toEqual([]);
  });

  it('without status, environment and id succeeded in production, under a key that stays', async () => {
    const content = 'repository,sha,timestamp\na/b,ABCDEF12,1767261600\n';
    const { deployments } = await read(content);
    expect(deployments[0]).toMatchObject({
      environment: 'production',
      status: 'SUCCEEDED',
      sha: 'abcdef12',
      createdAt: 1_767_261_600_000,
      finishedAt: 1_767_261_600_000,
      externalId: null,
    });
    expect((await read(content)).deployments[0]?.key).toBe(deployments[0]?.key);
    const other = (await read('repository,sha,timestamp\na/b,abcdef12,1767261601\n')).deployments[0]?.key;
    expect(other).not.toBe(deployments[0]?.key);
  });

  it('with an empty finish are still going on', async () => {
    const { deployments } = await read('repository,sha,started_at,finished_at\na/b,1,2026-01-01T10:00Z,\n');
    expect(deployments[0]).toMatchObject({ status: 'PENDING', finishedAt: null });
  });

  it('are covered from their repository’s earliest on', async () => {
    const path = await write('repository,sha,created_at\na/b,1,2026-01-05\na/b,2,2026-01-03\nc/d,3,2026-02-01\n');
    await utimes(path, at('2026-03-01T00:00Z') / 1000, at('2026-03-01T00:00Z') / 1000);
    const coverage = (await readFrom(path, null)).flatMap((batch) =>
      batch.repositories.flatMap((each) => each.coverage ?? []),
    );
    const to = at('2026-03-01T00:00Z');
    expect(coverage).toEqual([
      { repository: 'a/b', subject: 'DEPLOYMENTS', from: at('2026-01-03T00:00Z'), to },
      { repository: 'c/d', subject: 'DEPLOYMENTS', from: at('2026-02-01T00:00Z'), to },
    ]);
  });
});

describe('incidents from a file', () => {
  it('are read with service, cause and remedy', async () => {
    const { incidents, coverage, incidentsCovered } = await read(
      '{"id":"I-1","title":"Cart down","service":"cart","severity":"sev1","startedAt":"2026-01-05T10:00:00Z","resolvedAt":"2026-01-05T11:00:00Z","deployment":"a/b#3","remediedBy":"a/b#4"}\n' +
        '{"repository":"a/b","startedAt":"2026-01-02T10:00:00Z","resolvedAt":null,"notFromDeployment":true}\n',
    );
    expect(incidents[0]).toMatchObject({
      key: 'I-1',
      title: 'Cart down',
      service: 'cart',
      repository: null,
      deployment: 'a/b#3',
      remediedBy: 'a/b#4',
      resolvedAt: at('2026-01-05T11:00Z'),
    });
    expect(incidents[1]).toMatchObject({
      title: 'Incident',
      externalId: null,
      repository: 'a/b',
      notFromDeployment: true,
    });
    expect(coverage).toMatchObject([{ repository: 'a/b', subject: 'INCIDENTS', from: at('2026-01-02T10:00Z') }]);
    expect(incidentsCovered?.from).toBe(at('2026-01-02T10:00Z'));
  });

  it('that all name a repository speak for no other', async () => {
    const { incidentsCovered, coverage } = await read('id,title,repository,startedAt\n1,x,a/b,2026-01-01\n');
    expect(incidentsCovered).toBeUndefined();
    expect(coverage).toHaveLength(1);
  });
});

describe('rows that cannot be read', () => {
  const CONTENT =
    'repository,number,title,created_at,additions\n' +
    'a/b,1,"two\nlines",1388696440,1\n' +
    'a/b,2,x,yesterday,1\n' +
    'a/b,zero,x,1388696441,1\n' +
    ',4,x,1388696442,1\n' +
    'a/b,5,x,1388696443,many\n' +
    'a/b,6,x\n' +
    'a/b,7,x,1388696444,\n';

  it('are told by line, column, value and what is expected, and leave the rest', async () => {
    const { pullRequests, rejected } = await read(CONTENT);
    expect(pullRequests.map((each) => each.number)).toEqual([1, 7]);
    expect(rejected).toEqual([
      {
        line: 4,
        column: 'created_at',
        message: 'created_at is "yesterday": expected Unix seconds such as 1769868300.',
      },
      { line: 5, column: 'number', message: 'number is "zero": expected a whole number from 1 to 2147483647.' },
      { line: 6, column: 'repository', message: 'repository is empty, and this row cannot do without.' },
      { line: 7, column: 'additions', message: 'additions is "many": expected a whole number from 0 to 2147483647.' },
      { line: 8, column: null, message: 'This row cannot be read: it has 3 cells where the header has 5.' },
    ]);
  });

  it('are told again while the file is as it was, with nothing else', async () => {
    const path = await write(CONTENT);
    const [first] = await readFrom(path, null);
    const [again, ...more] = await readFrom(path, first?.cursor ?? null);
    expect([again?.repositories, again?.rejected?.length, more]).toEqual([[], 5, []]);
    await expect(readFrom(path, first?.cursor ?? null, { strict: true })).rejects.toThrow('5 of 7 rows');
  });

  it('refuse the whole file when it is strict, naming the first ones', async () => {
    const reading = read(CONTENT, { strict: true });
    await expect(reading).rejects.toMatchObject({ code: 'REJECTED_ROWS' });
    await expect(reading).rejects.toThrow(
      /5 of 7 rows of .*rows\.csv cannot be read, so none was taken in\. line 4: created_at is/,
    );
  });

  it('come out of a forced time format', async () => {
    const { rejected } = await read('repository,number,created_at\na/b,1,1388696440\n', { time: 'iso' });
    expect(rejected[0]?.message).toContain('expected a date and time such as 2026-01-31T14:05:00Z');
  });
});

describe('a file that changes', () => {
  const HEADER = 'repository,number,created_at\n';

  it('is read once, and again only for what it covers when it was merely touched', async () => {
    const path = await write(`${HEADER}a/b,1,2026-01-01\n`);
    const cursor = (await readFrom(path, null)).at(-1)?.cursor ?? null;
    expect(await readFrom(path, cursor)).toEqual([]);
    await utimes(path, at('2026-05-01T00:00Z') / 1000, at('2026-05-01T00:00Z') / 1000);
    const touched = await readFrom(path, cursor);
    expect(touched).toHaveLength(1);
    expect(touched[0]?.replaces).toBeUndefined();
    expect(touched[0]?.repositories[0]?.pullRequests).toBeUndefined();
    expect(touched[0]?.repositories[0]?.coverage?.[0]?.to).toBe(at('2026-05-01T00:00Z'));
  });

  it('replaces what it said: rows that vanished are gone', async () => {
    const path = await write(`${HEADER}a/b,1,2026-01-01\na/b,2,2026-01-01\n`);
    const before = await readFrom(path, null);
    await write(`${HEADER}a/b,2,2026-01-01\na/c,3,2026-01-01\n`);
    const after = await readFrom(path, before.at(-1)?.cursor ?? null);
    expect(after[0]?.replaces).toBe(true);
    const union = new SourceUnion([...before, ...after]);
    expect(union.size).toBe(2);
    expect([...union.repositories]).toEqual(['a/b', 'a/c']);
  });

  it('is read anew when its mapping changes', async () => {
    const path = await write('repository,number,created_at,begun\na/b,1,2026-01-01,2025-12-01\n');
    const cursor = (await readFrom(path, null)).at(-1)?.cursor ?? null;
    const again = await readFrom(path, cursor, { map: { openedAt: 'begun' } });
    expect(again[0]?.repositories[0]?.pullRequests?.[0]?.openedAt).toBe(at('2025-12-01T00:00Z'));
  });

  it('in the middle of a reading ends that reading', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => `a/b,${index + 1},2026-01-01\n`);
    const path = await write(HEADER + rows.join(''));
    const source = await openFileSource({ path });
    const reading = async () => {
      const context = { cursor: null, cursors: {}, now: () => NOW, signal: new AbortController().signal };
      for await (const batch of source.read(context)) {
        if (batch.replaces) await appendFile(path, 'a/b,99999,2026-01-01\n');
      }
    };
    await expect(reading()).rejects.toThrow('was changed while it was read');
  });
});

describe('what a file covers', () => {
  it('never ends before its newest row, nor is stretched by a row of next year', async () => {
    const path = await write('repository,number,created_at\na/b,1,2026-01-01\na/b,2,2026-04-01\na/b,3,2027-04-01\n');
    await utimes(path, at('2026-02-01T00:00Z') / 1000, at('2026-02-01T00:00Z') / 1000);
    const [batch] = await readFrom(path, null);
    expect(batch?.repositories[0]?.coverage).toEqual([
      { repository: 'a/b', subject: 'CHANGES', from: at('2026-01-01T00:00Z'), to: at('2026-04-01T00:00Z') + 1 },
    ]);
  });
});

describe('what is no such file', () => {
  const refusal = (settings: Record<string, unknown>) =>
    openFileSource(settings).then(
      () => null,
      (error: Error) => error,
    );

  it('is refused in a sentence', async () => {
    expect(await refusal({ path: join(folder, 'none.csv') })).toMatchObject({ code: 'NOT_FOUND', field: 'path' });
    expect((await refusal({ path: folder }))?.message).toBe(`${folder} is a folder: name one file in it.`);
    expect((await refusal({ path: await write('') }))?.message).toContain('is empty');
    expect((await refusal({ path: await write('\n\n') }))?.message).toContain('has no rows');
    expect((await refusal({ path: await write(Buffer.from([1, 0, 2, 0])) }))?.message).toContain('is not a text file');
    expect((await refusal({ path: await write('PK\u0003\u0004rest') }))?.message).toContain('Excel');
    expect((await refusal({ path: await write('x'.repeat(5_000_000)) }))?.message).toContain('longer than 4 MiB');
  });

  it('names what its columns lack', async () => {
    const path = await write('a,b\n1,2\n');
    const error = await refusal({ path, kind: 'pull-requests' });
    expect(error).toMatchObject({ code: 'BAD_SETTINGS', field: 'map' });
    expect(error?.message).toContain('can be read as `repository` of pull-requests');
    expect(error?.message).toContain('Its columns are a, b');
    expect((await refusal({ path, kind: 'incidents' }))?.message).toContain('`startedAt`');
  });

  it('names the setting at fault', async () => {
    expect(await refusal({})).toMatchObject({ code: 'BAD_SETTINGS', field: 'path' });
    expect(await refusal({ path: 'x', kind: 'issues' })).toMatchObject({ code: 'BAD_SETTINGS', field: 'kind' });
    expect(await refusal({ path: 'x', tiem: 'iso' })).toMatchObject({ code: 'BAD_SETTINGS', field: 'tiem' });
  });

  it('is one that may not be read; root may read it, and is told what its columns lack', async () => {
    const path = await write('a\n');
    await chmod(path, 0);
    const isRoot = process.getuid?.() === 0;
    expect(await refusal({ path })).toMatchObject({ code: isRoot ? 'BAD_SETTINGS' : 'UNREADABLE' });
  });
});

describe('old encodings', () => {
  it('are read as Windows wrote them when the bytes are no UTF-8', async () => {
    const content = Buffer.from('repository,number,author,created_at\na/b,1,Andr\xe9,2026-01-01\n', 'latin1');
    expect((await read(content)).pullRequests[0]?.author).toBe('André');
  });
});

describe('looking at a file first', () => {
  it('tells columns, kind, mapping, time format, rows and a sample', async () => {
    const path = await write(
      'repo,pr,user,created_at,merged_at\na/b,1,ada,1388696440,\na/b,x,ada,1388696440,\n',
      'prs.csv',
    );
    expect(await inspectFile(path)).toEqual({
      path,
      kind: 'FILE',
      name: 'prs.csv',
      branch: null,
      commits: null,
      versionTags: null,
      fileKind: 'pull-requests',
      columns: ['repo', 'pr', 'user', 'created_at', 'merged_at'],
      map: { repository: 'repo', number: 'pr', author: 'user', openedAt: 'created_at', mergedAt: 'merged_at' },
      time: 'unix',
      rows: 2,
      sample: [
        {
          repository: 'a/b',
          number: 1,
          title: 'a/b#1',
          author: 'ada',
          openedAt: '2014-01-02T21:00:40.000Z',
          mergedAt: null,
        },
      ],
      problem: null,
    });
  });

  it.each([
    ['id,service,environment,sha,status,created_at\n', 'deployments'],
    ['repository,sha,deployed_at\n', 'deployments'],
    ['id,title,severity,started_at,resolved_at\n', 'incidents'],
    ['id,title,service,created_at,resolved_at\n', 'incidents'],
    ['repository,number,created_at,merged_at\n', 'pull-requests'],
    ['repository,number,title,author,opened_at,merged_at,deployed_at\n', 'pull-requests'],
  ])('guesses of %s that it holds %s', async (header, kind) => {
    expect((await inspectFile(await write(header))).fileKind).toBe(kind);
  });

  it('says what is wrong instead of throwing, and still what there is', async () => {
    const path = await write('a,b\n1,2\n');
    expect(await inspectFile(path)).toMatchObject({
      columns: ['a', 'b'],
      rows: 1,
      sample: [],
      problem: expect.stringContaining('No column'),
    });
    expect(await inspectFile(path, { map: { number: 'c' } })).toMatchObject({
      problem: expect.stringContaining('no column c'),
    });
    expect(await inspectFile(join(folder, 'nowhere'))).toMatchObject({
      problem: expect.stringContaining('There is no file'),
      rows: null,
    });
  });
});
