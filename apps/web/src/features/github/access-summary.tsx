import { CircleAlert, KeyRound, TriangleAlert } from 'lucide-react';
import { formatCount, formatInstant } from '@weir/metrics';
import { Notice } from '../../ui/notice.js';
import { useClock } from '../session/use-clock.js';
import type { GitHubInspection } from './github-settings.js';
import styles from './github.module.css';

const ACCESS_WORDS: Record<GitHubInspection['access'], (account: string) => string> = {
  TOKEN: (account) => `Read with the token of ${account}`,
  APP: (account) => `Read as the GitHub App ${account}`,
  ENVIRONMENT: (account) => `Read with the server's GITHUB_TOKEN, of ${account}`,
  ANONYMOUS: () => 'Read without a token',
};

/** With which right GitHub is asked, how much may be asked, and what will be missing. */
export function AccessSummary({ inspection }: { inspection: GitHubInspection }) {
  const { access, account, missing, problem } = inspection;
  return (
    <>
      <p className={styles.access}>
        <KeyRound size={14} aria-hidden />
        <span>
          {ACCESS_WORDS[access](account ?? 'an unknown account')}. <RateLimit inspection={inspection} />
        </span>
      </p>
      {access === 'ANONYMOUS' && (
        <Notice icon={<TriangleAlert size={18} aria-hidden />} title="Without a token only a part can be read">
          GitHub answers 60 requests an hour: the newest 100 pull requests of each repository, without reviews and
          commits. A token gives all of it; so does a git clone for commits and version tags.
        </Notice>
      )}
      {problem !== null && (
        <Notice tone="bad" icon={<CircleAlert size={18} aria-hidden />} title="Not everything can be read">
          {problem}
        </Notice>
      )}
      {missing.length > 0 && <Missing missing={missing} />}
    </>
  );
}

function RateLimit({ inspection: { rateLimit } }: { inspection: GitHubInspection }) {
  const clock = useClock();
  if (rateLimit === null) return null;
  const { remaining, limit, resetsAt } = rateLimit;
  return (
    <>
      {formatCount(remaining)} of {formatCount(limit)} requests are left until{' '}
      {formatInstant(Date.parse(resetsAt), clock)}.
    </>
  );
}

function Missing({ missing }: Pick<GitHubInspection, 'missing'>) {
  return (
    <Notice icon={<TriangleAlert size={18} aria-hidden />} title="The token may not read everything">
      <ul className={styles.missing}>
        {missing.map(({ permission, effect }) => (
          <li key={permission}>
            <strong>{permission}</strong>: {effect}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
