import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import page from '../../app/page.module.css';
import { canManage, useSession } from '../session/session.js';
import styles from './settings-bar.module.css';

/** Head of every settings page: which one it is, the way to the others, and its main action. */
export function SettingsBar({ title, children }: { title: string; children?: ReactNode }) {
  const session = useSession();
  return (
    <header className={page.bar}>
      <h1 className="visually-hidden">{title}</h1>
      <nav className={styles.tabs} aria-label="Settings">
        <Tab to="/settings/sources" name="Sources" />
        {canManage(session) && <Tab to="/settings/webhooks" name="Webhooks" />}
      </nav>
      <span className={page.spacer} />
      {children}
    </header>
  );
}

function Tab({ to, name }: { to: '/settings/sources' | '/settings/webhooks'; name: string }) {
  return (
    <Link to={to} search={true} activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
      {name}
    </Link>
  );
}
