import { DEFAULT_PRESET, RANGE_PRESETS, type RangePreset } from '@weir/metrics';

/** The filter bar as it stands in the URL: a link shows what its sender saw. */
export interface FilterSearch {
  range?: RangePreset;
  /** First and last day of a chosen range, `2026-08-31`; they win over `range`. */
  from?: string;
  to?: string;
  /** Comparing is the default, so only "off" is written. */
  compare?: 'off';
  repository?: string[];
  service?: string[];
  team?: string[];
  author?: string[];
  label?: string[];
  /** Bots are hidden by default. */
  bots?: 'shown';
}

/** The dimensions with a chip of their own, and their parameter. */
const LIST_FILTERS = ['repository', 'service', 'team', 'author', 'label'] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

/** Reads what an URL says; what is not understood is left out, so an old or hand-made link still opens. */
export function parseFilterSearch(raw: Record<string, unknown>): FilterSearch {
  const search: FilterSearch = {};
  const preset = RANGE_PRESETS.find((known) => known === raw['range']);
  if (preset && preset !== DEFAULT_PRESET) search.range = preset;
  const [from, to] = [toDay(raw['from']), toDay(raw['to'])];
  if (from && to && from <= to) Object.assign(search, { from, to });
  if (raw['compare'] === 'off') search.compare = 'off';
  if (raw['bots'] === 'shown') search.bots = 'shown';
  for (const name of LIST_FILTERS) {
    const values = toList(raw[name]);
    if (values.length > 0) search[name] = values;
  }
  return search;
}

function toDay(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const at = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value ? undefined : value;
}

function toList(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return [...new Set(values.filter((one): one is string => typeof one === 'string' && one !== ''))].sort();
}

/** Plain query strings instead of JSON: `?repository=a/b&repository=c/d&range=6m`. */
export function parseSearchString(text: string): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const known = raw[key];
    raw[key] = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value];
  }
  return raw;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) params.append(key, String(one));
    }
  }
  const text = params.toString().replaceAll('%2F', '/').replaceAll('%40', '@');
  return text === '' ? '' : `?${text}`;
}

/** Whether repositories, services, teams, authors or labels are chosen: what can leave a page empty. */
export function hasListFilters(search: FilterSearch): boolean {
  return LIST_FILTERS.some((name) => (search[name]?.length ?? 0) > 0);
}
