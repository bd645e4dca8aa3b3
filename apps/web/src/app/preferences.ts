import { useSyncExternalStore } from 'react';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** A choice of this browser, kept in its storage and on the root element; `public/theme.js` applies it before the first paint. */
interface Preference<T extends string> {
  name: 'theme' | 'density';
  options: readonly [T, ...T[]];
}

const THEME: Preference<Theme> = { name: 'theme', options: THEMES };
const DENSITY: Preference<Density> = { name: 'density', options: DENSITIES };
const listeners = new Set<() => void>();

export function useTheme(): [Theme, (theme: Theme) => void] {
  return usePreference(THEME);
}

export function useDensity(): [Density, (density: Density) => void] {
  return usePreference(DENSITY);
}

function usePreference<T extends string>(preference: Preference<T>): [T, (value: T) => void] {
  const value = useSyncExternalStore(subscribe, () => read(preference));
  return [value, (next) => write(preference, next)];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The first option is the default: it stands nowhere. */
function read<T extends string>({ name, options }: Preference<T>): T {
  const found = options.find((option) => option === document.documentElement.dataset[name]);
  return found ?? options[0];
}

function write<T extends string>({ name, options }: Preference<T>, value: T): void {
  const { dataset } = document.documentElement;
  if (value === options[0]) delete dataset[name];
  else dataset[name] = value;
  try {
    localStorage.setItem(`weir.${name}`, value);
  } catch {
    // Storage is closed to this page: the choice lasts until it is left.
  }
  listeners.forEach((listener) => listener());
}
