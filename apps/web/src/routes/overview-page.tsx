import page from '../app/page.module.css';
import { FilterBar } from '../features/filters/filter-bar.js';
import { useFilters } from '../features/filters/use-filters.js';
import { Overview } from '../features/overview/overview.js';
import { Onboarding } from '../features/onboarding/onboarding.js';
import { useSession } from '../features/session/session.js';
import { FirstSync } from '../features/sources/first-sync.js';

/** The first page: asks for work when there is none, shows the first sync while there is nothing else, then the figures. */
export function OverviewPage() {
  const { workspace } = useSession();
  if (!workspace.hasSources) return <Onboarding />;
  if (workspace.firstAt === null) return <FirstSync />;
  return <OverviewWithFilters />;
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
