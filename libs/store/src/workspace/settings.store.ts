import { type BandRuleSet, DEFAULT_RULES, type DerivationRules } from '@weir/metrics';
import type { Database } from '../database/open-database.js';
import { WorkspaceSettingEntity } from './entities.js';
import type { Json } from './json.js';

/** Everything a workspace may set, with what holds until it does. */
export interface WorkspaceSettings {
  name: string;
  timeZone: string;
  bandRuleSet: BandRuleSet;
  rules: DerivationRules;
  /** Where the payloads of the generic incident webhook hold what; null until somebody says. */
  incidentMapping: Json;
}

const DEFAULT_SETTINGS: WorkspaceSettings = {
  name: 'Weir',
  timeZone: 'UTC',
  bandRuleSet: 'DORA_2024',
  rules: DEFAULT_RULES,
  incidentMapping: null,
};

const UPSERT = `INSERT INTO workspace_setting (key, value) VALUES ($1, $2)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = now()`;

export class SettingsStore {
  constructor(private readonly database: Database) {}

  async getAll(): Promise<WorkspaceSettings> {
    const entities = await this.database.dataSource.getRepository(WorkspaceSettingEntity).find();
    const stored: Partial<WorkspaceSettings> = Object.fromEntries(entities.map(({ key, value }) => [key, value]));
    // Rules that came with a newer Weir are absent in what an older one stored.
    return { ...DEFAULT_SETTINGS, ...stored, rules: { ...DEFAULT_RULES, ...stored.rules } };
  }

  async get<K extends keyof WorkspaceSettings>(key: K): Promise<WorkspaceSettings[K]> {
    const settings = await this.getAll();
    return settings[key];
  }

  /** New rules make every repository dirty: its facts are derived again. */
  async set<K extends keyof WorkspaceSettings>(key: K, value: WorkspaceSettings[K]): Promise<void> {
    await this.database.dataSource.transaction(async (manager) => {
      await manager.query(UPSERT, [key, JSON.stringify(value)]);
      if (key === 'rules') {
        await manager.query('UPDATE repository SET dirty = true, record_revision = record_revision + 1');
      }
    });
  }
}
