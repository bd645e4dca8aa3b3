/** What the first lines of a commit on the production branch say of the change it stands for. */
export interface CommitSubject {
  number: number | null;
  title: string;
  headBranch: string | null;
}

interface MergeForm {
  pattern: RegExp;
  number: (match: RegExpExecArray, rest: string) => number | null;
  branch: (match: RegExpExecArray) => string | null;
}

/** How forges word their merges: GitHub, Bitbucket, GitLab and plain git. */
const MERGE_FORMS: MergeForm[] = [
  {
    pattern: /^Merge pull request #(\d+) from (?:[^/\s]+\/)?(\S+)/,
    number: (match) => Number(match[1]),
    branch: (match) => match[2] ?? null,
  },
  {
    pattern: /^Merged in (\S+) \(pull request #(\d+)\)/,
    number: (match) => Number(match[2]),
    branch: (match) => match[1] ?? null,
  },
  {
    pattern: /^Merge (?:remote-tracking )?branch '([^']+)'/,
    number: (_, rest) => readMergeRequest(rest),
    branch: (match) => match[1] ?? null,
  },
];

/** Reads a merge commit's message; its body's first line is the title that people know, where there is one. */
export function parseMergeMessage(message: string): CommitSubject {
  const { subject, rest } = splitMessage(message);
  for (const form of MERGE_FORMS) {
    const match = form.pattern.exec(subject);
    if (!match) continue;
    const number = form.number(match, rest);
    return { number, title: findTitleLine(rest) ?? subject, headBranch: form.branch(match) };
  }
  return { ...parseSquashMessage(message), headBranch: null };
}

/** Reads `Title (#123)`; without the number the whole subject is the title. */
export function parseSquashMessage(message: string): CommitSubject {
  const { subject } = splitMessage(message);
  const match = /^(.*?)\s*\(#(\d+)\)$/.exec(subject);
  if (!match) return { number: null, title: subject, headBranch: null };
  return { number: Number(match[2]), title: match[1] || subject, headBranch: null };
}

/** `Revert "…"`, `revert: …` or `fix: Revert "…"`: what it carries in parentheses is what it takes back, not what it brings. */
export function isRevertSubject(subject: string): boolean {
  return /^(?:[a-z]+(?:\([^)]*\))?!?:\s*)?revert\b/i.test(subject);
}

export function splitMessage(message: string): { subject: string; rest: string } {
  const trimmed = message.trim();
  const end = trimmed.indexOf('\n');
  if (end < 0) return { subject: trimmed, rest: '' };
  return { subject: trimmed.slice(0, end).trim(), rest: trimmed.slice(end + 1).trim() };
}

function findTitleLine(rest: string): string | null {
  const line = rest.split('\n')[0]?.trim() ?? '';
  const isTrailer = /^(see merge request|[A-Za-z-]+-by:|\*|#|conflicts:)/i.test(line);
  return line === '' || isTrailer ? null : line;
}

function readMergeRequest(rest: string): number | null {
  const match = /^See merge request \S*!(\d+)\s*$/m.exec(rest);
  return match ? Number(match[1]) : null;
}
