import { appendFile, mkdtemp, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describeSource, type SourceFixture } from '@weir/testing';
import { openFileSource } from './file-source.js';

const NOW = Date.UTC(2027, 0, 1);
const START = Date.UTC(2026, 0, 5);
const ROWS = 4100;

interface Story {
  name: string;
  subjects: string[];
  header: string;
  row(index: number): string;
}

const iso = (index: number) => new Date(START + index * 600_000).toISOString();
const seconds = (index: number) => String(START / 1000 + index * 600);

const PULL_REQUESTS: Story = {
  name: 'pull-requests.csv',
  subjects: ['CHANGES', 'REVIEWS'],
  header: 'repository,number,author,created_at,first_review_at,merged_at\n',
  row: (index) => {
    const merged = index % 5 === 0 ? '' : seconds(index + 9);
    return `acme/${index % 3 ? 'storefront' : 'cart'},${index + 1},ada,${seconds(index)},${seconds(index + 3)},${merged}\n`;
  },
};

const DEPLOYMENTS: Story = {
  name: 'deployments.jsonl',
  subjects: ['DEPLOYMENTS'],
  header: '',
  row: (index) =>
    `${JSON.stringify({ repository: 'acme/storefront', environment: 'production', sha: `${index}`, status: 'success', createdAt: iso(index) })}\n`,
};

const INCIDENTS: Story = {
  name: 'incidents.csv',
  subjects: ['INCIDENTS'],
  header: 'id;title;service;repository;startedAt;resolvedAt\n',
  row: (index) => `INC-${index};"down; again";cart;${index % 2 ? 'acme/cart' : ''};${iso(index)};${iso(index + 1)}\n`,
};

async function createFixture(story: Story): Promise<SourceFixture> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'weir-file-')));
  const path = join(folder, story.name);
  const rows = Array.from({ length: ROWS }, (_, index) => story.row(index));
  await writeFile(path, story.header + rows.join(''));
  await symlink(path, join(folder, 'link'));
  await utimes(path, START / 1000, START / 1000);
  const kind = story.name.replace(/\..*/, '');
  const open = (named: string) => openFileSource({ path: named, kind });
  return {
    open: () => open(path),
    openOtherwise: [
      () => open(relative(process.cwd(), path)),
      () => open(join(folder, 'link')),
      () => open(`${folder}/./${story.name}`),
      () => openFileSource({ path }),
      () => openFileSource({ path, strict: true }),
    ],
    grow: () => appendFile(path, [ROWS, ROWS + 1].map(story.row).join('')),
    subjects: story.subjects,
    now: NOW,
    remove: () => rm(folder, { recursive: true }),
  };
}

for (const story of [PULL_REQUESTS, DEPLOYMENTS, INCIDENTS]) {
  describeSource(`A file ${story.name}`, () => createFixture(story));
}
