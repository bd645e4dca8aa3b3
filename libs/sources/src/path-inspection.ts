import type { Json, SourceKind } from './source.js';

/** What a path on this machine holds, before it becomes a source. Null and empty where it does not apply. */
export interface PathInspection {
  path: string;
  kind: SourceKind;
  name: string;
  branch: string | null;
  commits: number | null;
  versionTags: number | null;
  fileKind: string | null;
  columns: string[];
  /** Field → column, as guessed and given. */
  map: Record<string, string> | null;
  time: 'unix' | 'iso' | null;
  rows: number | null;
  /** The first rows as they would be read, times as ISO. */
  sample: { [field: string]: Json }[];
  problem: string | null;
}
