import { Ellipsis, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { signOut, useSession } from '../features/session/session.js';
import { IconButton } from '../ui/button.js';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.js';
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
  const { viewer, workspace } = useSession();
  const [theme, setTheme] = useTheme();
  const [density, setDensity] = useDensity();
  const trigger =
    place === 'rail' ? (
      <button type="button" className={styles.viewer} title={viewer.name}>
        <span className={styles.initials} aria-hidden>
          {initialsOf(viewer.name)}
        </span>
        <span className={styles.viewerName}>{viewer.name}</span>
      </button>
    ) : (
      <IconButton label="Menu" className={styles.phoneMenu}>
        <Ellipsis size={18} aria-hidden />
      </IconButton>
    );
  return (
    <Menu trigger={trigger} align={place === 'rail' ? 'start' : 'end'} side={place === 'rail' ? 'top' : 'bottom'}>
      <MenuChoice label="Theme" value={theme} options={THEME_CHOICES} onChange={setTheme} />
      <MenuSeparator />
      <MenuChoice label="Density" value={density} options={DENSITY_CHOICES} onChange={setDensity} />
      <MenuSeparator />
      <MenuItem icon={<LogOut size={15} aria-hidden />} onSelect={() => void signOut()}>
        Sign out {place === 'bar' ? viewer.name : ''}
      </MenuItem>
      <p className={styles.version}>Weir {workspace.version}</p>
    </Menu>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}
