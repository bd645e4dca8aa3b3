import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { LayoutDashboard, Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { AsOf } from '../features/sources/as-of.js';
import { useLiveSync } from '../features/sources/use-live-sync.js';
import { useSession } from '../features/session/session.js';
import { BrandMark } from './brand-mark.js';
import styles from './shell.module.css';
import { ViewerMenu } from './viewer-menu.js';

/** The rail, the page beside it, and on a phone the bars above and below. */
export function Shell() {
  const { workspace } = useSession();
  useLiveSync();
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      <nav className={styles.rail} aria-label="Main">
        <div className={styles.brand}>
          <BrandMark />
          <p>
            <strong>Weir</strong>
            {workspace.name !== 'Weir' && <span>{workspace.name}</span>}
          </p>
        </div>
        <div className={styles.rows}>
          <NavRow to="/" icon={<LayoutDashboard size={16} aria-hidden />} name="Overview" />
        </div>
        <div className={`${styles.rows} ${styles.end}`}>
          <NavRow to="/settings" icon={<Settings2 size={16} aria-hidden />} name="Settings" />
        </div>
        <ViewerMenu place="rail" />
      </nav>
      <PhoneBar />
      <div className={styles.content} id="content" tabIndex={-1}>
        <Outlet />
      </div>
    </div>
  );
}

function NavRow({ to, icon, name }: { to: '/' | '/settings'; icon: ReactNode; name: string }) {
  return (
    <Link
      to={to}
      search={true}
      className={styles.row}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      title={name}
    >
      {icon}
      <span>{name}</span>
    </Link>
  );
}

function PhoneBar() {
  const isSettings = useMatches().some(({ pathname }) => pathname.startsWith('/settings'));
  return (
    <header className={styles.phoneBar}>
      <BrandMark size={24} />
      <strong>{isSettings ? 'Settings' : 'Overview'}</strong>
      <span className={styles.phoneAsOf}>
        <AsOf />
      </span>
      <ViewerMenu place="bar" />
    </header>
  );
}
