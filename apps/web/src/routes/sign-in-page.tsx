import { useSearch } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { BrandMark } from '../app/brand-mark.js';
import { Button } from '../ui/button.js';
import styles from './sign-in-page.module.css';

const PROBLEMS: Record<string, string> = {
  used: 'That link was used already. Each one opens the door once.',
  expired: 'That link has expired.',
  unknown: 'That link is not one of this Weir.',
};

/** The door: there is no password, a link from the terminal opens it. */
export function SignInPage() {
  const { problem } = useSearch({ strict: false });
  return (
    <main className={styles.door}>
      <BrandMark size={36} />
      <h1>Sign in with the link from the terminal</h1>
      {typeof problem === 'string' && (
        <p className={styles.problem} role="alert">
          <TriangleAlert size={15} aria-hidden />
          {PROBLEMS[problem] ?? 'That link does not work any more.'}
        </p>
      )}
      <p>
        Where Weir was started, the terminal shows a link that signs you in once. For a new one, run this beside the
        server:
      </p>
      <pre className={styles.command} tabIndex={0}>
        npm run -s weir -- sign-in
      </pre>
      <Button onClick={() => window.location.assign('/')}>I have signed in</Button>
    </main>
  );
}
