import type { CommitOptions, PullRequest, PullRequestOptions } from '../world/pull-request.js';
import type { Repository } from '../world/repository.js';
import { oneOf, skewed, type Draw } from './draw.js';
import type { ChangePlan } from './plan-changes.js';
import type { RepositoryPlan } from './plan-repositories.js';

const HOUR_MS = 3_600_000;
const KINDS = ['feat', 'feat', 'feat', 'fix', 'fix', 'refactor', 'test', 'docs', 'chore'];
const MATTERS = ['payment', 'order', 'address', 'invoice', 'stock', 'login', 'coupon', 'refund', 'image', 'price'];
const BOT = 'dependabot[bot]';
const AGENT = 'Co-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>';

/** How often each happens. */
const OFTEN = {
  bot: 0.12,
  draft: 0.25,
  agent: 0.2,
  label: 0.35,
  secondReview: 0.35,
  change: 0.2,
  late: 0.04,
  none: 0.12,
};

/** One pull request as people make them: commits, draft, requests, reviews, and reviews after the merge. */
export function makeChange(draw: Draw, repository: Repository, people: RepositoryPlan, plan: ChangePlan): PullRequest {
  const isByBot = draw() < OFTEN.bot;
  const by = isByBot ? BOT : oneOf(draw, people.people);
  const isDraft = !isByBot && draw() < OFTEN.draft;
  const pull = repository.pullRequest({ ...wordsOf(draw, isByBot, plan), by, at: plan.openedAt, draft: isDraft });
  const length = Math.min(plan.endedAt, repository.world.now()) - plan.openedAt;
  const after = (share: number) => plan.openedAt + share * length;
  if (isDraft && plan.outcome !== 'OPEN') pull.ready({ by, at: after(0.2) });
  if (draw() < OFTEN.label)
    pull.label(oneOf(draw, ['bug', 'enhancement', 'security', 'hotfix', 'documentation']), { by, at: after(0.1) });
  review(draw, pull, people.people, after);
  end(draw, pull, people, plan);
  return pull;
}

function wordsOf(draw: Draw, isByBot: boolean, { openedAt, number }: ChangePlan): PullRequestOptions {
  const matter = oneOf(draw, MATTERS);
  const title = isByBot
    ? `build(deps): bump ${matter} from 1.${number}.0 to 1.${number}.1`
    : `${oneOf(draw, KINDS)}: ${matter} ${number}`;
  const count = isByBot ? 1 : Math.max(1, Math.min(30, Math.round(skewed(draw, 2.2))));
  const isAssisted = !isByBot && draw() < OFTEN.agent;
  const commits = Array.from({ length: count }, (_, index): CommitOptions => {
    const at = openedAt - (count - index) * skewed(draw, 2) * HOUR_MS;
    const size = Math.max(1, Math.round(skewed(draw, 30, 1.2)));
    const message = isAssisted ? `${title}, step ${index + 1}\n\n${AGENT}` : `${title}, step ${index + 1}`;
    return {
      message,
      at,
      additions: size,
      deletions: Math.round(size * draw()),
      changedFiles: 1 + Math.floor(draw() * 9),
    };
  });
  return { title, body: `What it does: ${title}.`, number, commits, head: `change-${number}` };
}

function review(draw: Draw, pull: PullRequest, people: readonly string[], after: (share: number) => number): void {
  if (draw() < OFTEN.none) return;
  const others = people.filter((person) => person !== pull.author?.login);
  const first = oneOf(draw, others);
  pull.requestReview(first, { by: pull.author?.login, at: after(0.21) });
  const isChangeAsked = draw() < OFTEN.change;
  pull.review({ by: first, state: isChangeAsked ? 'CHANGES_REQUESTED' : 'APPROVED', at: after(0.3 + 0.3 * draw()) });
  if (isChangeAsked) pull.review({ by: first, state: 'APPROVED', at: after(0.7 + 0.2 * draw()) });
  if (draw() < OFTEN.secondReview) {
    pull.review({
      by: oneOf(draw, others),
      state: oneOf(draw, ['APPROVED', 'COMMENTED']),
      at: after(0.5 + 0.4 * draw()),
    });
  }
}

function end(draw: Draw, pull: PullRequest, people: RepositoryPlan, { outcome, endedAt }: ChangePlan): void {
  const by = oneOf(draw, people.people);
  if (outcome === 'CLOSED') pull.close({ by, at: endedAt });
  if (outcome !== 'MERGED') return;
  pull.merge({ by, at: endedAt, how: people.merges });
  const { world } = pull.repository;
  const late = endedAt + skewed(draw, 20) * HOUR_MS;
  if (draw() < OFTEN.late && late < world.now()) pull.review({ by, state: 'COMMENTED', at: late });
}
