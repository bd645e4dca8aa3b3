import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase, type Database } from '@weir/store';
import { makeFolder, removeFolder, runWeir, startWeir, type WeirServer } from '@weir/testing';
import Table from 'cli-table3';
import { MetricQueries } from '../apps/server/src/metrics/metric-queries.js';
import { writeBenchClone } from './clone.js';
import { measure, milliseconds, type Timing } from './measure.js';
import { listQuestions, type Question } from './questions.js';
import { writeSeed } from './seed.js';

const CHANGES = Number(process.env.WEIR_BENCH_CHANGES ?? 100_000);
const COMMITS = 30_000;
const RUNS = 20;
const DAY = 24 * 3_600_000;
/** A statement as it went to the database, to be sent again bare. */
type Statement = [text: string, values: unknown[] | undefined];

/**
 * `npm run bench`: seeds an organisation on a PostgreSQL of its own, then asks every question through the server and, in the
 * same run, sends the same statements bare, so that a number can be read on any machine: the ratio is what we add.
 */
export async function main(): Promise<void> {
  const folder = await makeFolder();
  const database = await openDatabase({ home: join(folder, 'home'), url: null, secret: randomBytes(32) });
  const home = join(folder, 'server');
  const env = { DATABASE_URL: database.connectionString };
  try {
    await readThroughput(folder, home, env);
    const server = await startWeir({ home, env });
    await askEverything(server, await tokenOf(home, env), database);
    await server.stop();
  } finally {
    await database.close();
    await removeFolder(folder);
  }
}

async function tokenOf(home: string, env: Record<string, string>): Promise<string> {
  return (await runWeir(['token', 'create', '--name', 'bench', '--role', 'admin'], { home, env })).stdout.trim();
}

/** From the command to derived figures, the server's start included: what somebody waits for. */
async function readThroughput(folder: string, home: string, env: Record<string, string>): Promise<void> {
  const table = new Table({ head: ['Read and derived', 'Rows', 'Seconds', 'Rows/s'], ...PLAIN });
  const today = Math.floor(Date.now() / DAY) * DAY;
  const clone = await writeBenchClone(folder, COMMITS, today - 600 * DAY);
  const git = await milliseconds(() => succeed(['sync', '--git', clone, '--wait'], home, env));
  table.push(rowOf('git clone (commits)', COMMITS, git));
  for (const { kind, path, rows } of await writeSeed(folder, CHANGES, today)) {
    const taken = await milliseconds(() => succeed(['import', path, '--kind', kind, '--wait'], home, env));
    table.push(rowOf(`${kind}.csv`, rows, taken));
  }
  console.log(table.toString());
}

const rowOf = (name: string, rows: number, taken: number) => [
  name,
  rows,
  (taken / 1000).toFixed(1),
  Math.round((rows / taken) * 1000),
];

async function succeed(args: string[], home: string, env: Record<string, string>): Promise<void> {
  const { code, stderr } = await runWeir(args, { home, env });
  if (code !== 0) throw new Error(`weir ${args.join(' ')} ended with ${code}: ${stderr}`);
}

async function askEverything(server: WeirServer, token: string, database: Database): Promise<void> {
  const head = ['Question over 90 days', 'GraphQL p50', 'p95', 'bare SQL p50', 'p95', 'ratio', 'budget', ''];
  const table = new Table({ head, ...PLAIN });
  for (const question of listQuestions(Math.floor(Date.now() / DAY) * DAY)) {
    const answered = await measure(RUNS, (run) => post(server.url, token, question.graphql(run)));
    const bare = await measureBare(question, database);
    table.push(verdict(question, answered, bare));
  }
  console.log(table.toString());
}

/** The statements that the question leads to are recorded once, then sent as they are, side by side as the server sends them. */
async function measureBare(question: Question, { pool }: Database): Promise<Timing> {
  const statements: Statement[] = [];
  const recorder = {
    query: (text: string, values?: unknown[]) => {
      statements.push([text, values]);
      return pool.query(text, values);
    },
  };
  await question.ask(new MetricQueries(recorder), 0);
  return await measure(RUNS, () => Promise.all(statements.map(([text, values]) => pool.query(text, values))));
}

async function post(url: string, token: string, body: object): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const { errors } = (await response.json()) as { errors?: { message: string }[] };
  if (errors?.length) throw new Error(errors[0]?.message);
}

function verdict({ name, budgetMilliseconds }: Question, answered: Timing, bare: Timing): (string | number)[] {
  const ratio = (answered.p50 / bare.p50).toFixed(1);
  const times = [answered.p50, answered.p95, bare.p50, bare.p95].map((time) => time.toFixed(1));
  return [name, ...times, ratio, `${budgetMilliseconds} ms`, answered.p95 <= budgetMilliseconds ? '' : 'over'];
}

const PLAIN = { style: { head: [], border: [] } };
