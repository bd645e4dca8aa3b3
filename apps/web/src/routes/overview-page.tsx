import { lazy, Suspense } from 'react';
import page from '../app/page.module.css';
import { FilterBar } from '../features/filters/filter-bar.js';
import { useFilters } from '../features/filters/use-filters.js';
import { Overview } from '../features/overview/overview.js';
import { useSession } from '../features/session/session.js';

const Onboarding = lazy(() => import('../features/onboarding/onboarding.js'));
const FirstSync = lazy(() => import('../features/sources/first-sync.js'));

/** The first page: asks for work when there is none, shows the first sync while there is nothing else, then the figures. */
export function OverviewPage() {
  const { workspace } = useSession();
  if (workspace.hasSources && workspace.firstAt !== null) return <OverviewWithFilters />;
  return <Suspense fallback={null}>{workspace.hasSources ? <FirstSync /> : <Onboarding />}</Suspense>;
}

function OverviewWithFilters() {
  const filters = useFilters();
  return (
    <>
      <FilterBar />
      <main className={page.page}>
        <Overview filters={filters} />
      </main>
    </>
  );
}
