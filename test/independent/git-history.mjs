import { execFileSync } from 'node:child_process';

const RECORD = '\x1e';
const FIELD = '\x1f';

/** What `git log` and `git for-each-ref` say of a clone; times in seconds. */
export function readHistory(path, branch) {
  const run = (...args) =>
    execFileSync('git', ['-C', path, ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 31 - 1,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const head = run('rev-parse', `${branch ?? productionBranch(run)}^{commit}`).trim();
  const commits = readCommits(run);
  const line = run('rev-list', '--first-parent', '--reverse', head).trim().split('\n');
  return { commits, line: line.map((sha) => commits.get(sha)), tags: readTags(run), head };
}

function productionBranch(run) {
  try {
    return run('symbolic-ref', '-q', 'refs/remotes/origin/HEAD').trim();
  } catch {
    return 'HEAD';
  }
}

function readCommits(run) {
  const format = ['%H', '%P', '%an', '%at', '%ct', '%B'].join(FIELD) + RECORD;
  const output = run('log', '--branches', '--remotes', '--tags', 'HEAD', `--format=${format}`);
  const commits = new Map();
  for (const record of output.split(RECORD)) {
    const [sha, parents, author, authored, committed, message] = record.trimStart().split(FIELD);
    if (!sha) continue;
    const subject = message.split('\n')[0];
    commits.set(sha, {
      sha,
      parents: parents.split(' ').filter(Boolean),
      author,
      authored: Number(authored),
      committed: Number(committed),
      message,
      subject,
    });
  }
  return commits;
}

function readTags(run) {
  const format = '%(refname:short)%1f%(objecttype)%1f%(objectname)%1f%(*objectname)%1f%(taggerdate:unix)';
  return run('for-each-ref', `--format=${format}`, 'refs/tags')
    .trim()
    .split('\n')
    .map((row) => row.split(FIELD))
    .filter(([name]) => name)
    .map(([name, type, sha, peeled, tagged]) => ({
      name: name.replace(/^tags\//, ''),
      sha: type === 'tag' ? peeled : sha,
      tagged: tagged ? Number(tagged) : null,
    }));
}

/** Commits that `start` reaches and that are not in `seen`; they are added to it. */
export function takeReachable(commits, start, seen) {
  const taken = [];
  const open = [start];
  while (open.length > 0) {
    const sha = open.pop();
    const commit = commits.get(sha);
    if (commit === undefined || seen.has(sha)) continue;
    seen.add(sha);
    taken.push(commit);
    open.push(...commit.parents);
  }
  return taken;
}
