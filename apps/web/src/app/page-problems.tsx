import { Link, useRouter } from '@tanstack/react-router';
import { CircleAlert, Compass } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { isSignedOut } from '../graphql/request.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import styles from './page.module.css';

const SignInPage = lazy(async () => ({ default: (await import('../routes/sign-in-page.js')).SignInPage }));

/** An address that leads nowhere. */
export function PageNotFound() {
  return (
    <main className={styles.alone}>
      <Notice
        icon={<Compass size={18} aria-hidden />}
        title="There is no page at this address"
        action={<Link to="/">Go to the Overview</Link>}
      >
        It may be from a newer Weir, or cut short on its way here.
      </Notice>
    </main>
  );
}

/** A page that could not be opened at all; who is not signed in learns how, at the address they wanted. */
export function PageFailed({ error }: { error: unknown }) {
  const router = useRouter();
  if (isSignedOut(error)) {
    return (
      <Suspense fallback={null}>
        <SignInPage />
      </Suspense>
    );
  }
  return (
    <main className={styles.alone}>
      <Notice
        tone="bad"
        icon={<CircleAlert size={18} aria-hidden />}
        title="This page could not be opened"
        action={<Button onClick={() => void router.invalidate()}>Try again</Button>}
      >
        {error instanceof Error ? error.message : String(error)}
      </Notice>
    </main>
  );
}
