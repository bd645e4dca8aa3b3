import { Ellipsis, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { signOut, useSession } from '../features/session/session.js';
import { IconButton } from '../ui/button.js';
import { Menu, menuChoice, type MenuEntry } from '../ui/menu.js';
import { useDensity, useTheme } from './preferences.js';
import styles from './shell.module.css';

const THEME_CHOICES = [
  { value: 'system', name: 'As the system', icon: <Monitor size={15} aria-hidden /> },
  { value: 'light', name: 'Light', icon: <Sun size={15} aria-hidden /> },
  { value: 'dark', name: 'Dark', icon: <Moon size={15} aria-hidden /> },
] as const;

const DENSITY_CHOICES = [
  { value: 'comfortable', name: 'Comfortable' },
  { value: 'compact', name: 'Compact' },
] as const;

/** Who is signed in, and what they may set for this browser. */
export function ViewerMenu({ place }: { place: 'rail' | 'bar' }) {
  const { viewer } = useSession();
  const entries = useEntries();
  if (place === 'bar') {
    return (
      <Menu
        entries={entries}
        trigger={
          <IconButton label="Menu">
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
      />
    );
  }
  return (
    <Menu
      entries={entries}
      align="start"
      side="top"
      trigger={
        <button type="button" className={styles.viewer} title={viewer.name}>
          <span className={styles.initials} aria-hidden>
            {initialsOf(viewer.name)}
          </span>
          <span className={styles.viewerName}>{viewer.name}</span>
        </button>
      }
    />
  );
}

function useEntries(): MenuEntry[] {
  const { viewer, workspace } = useSession();
  const [theme, setTheme] = useTheme();
  const [density, setDensity] = useDensity();
  return [
    menuChoice({ name: 'Theme', value: theme, options: THEME_CHOICES, onChange: setTheme }),
    { kind: 'separator' },
    menuChoice({ name: 'Density', value: density, options: DENSITY_CHOICES, onChange: setDensity }),
    { kind: 'separator' },
    {
      kind: 'action',
      name: `Sign out ${viewer.name}`,
      icon: <LogOut size={15} aria-hidden />,
      onSelect: () => void signOut(),
    },
    { kind: 'note', name: `Weir ${workspace.version}` },
  ];
}

function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}
