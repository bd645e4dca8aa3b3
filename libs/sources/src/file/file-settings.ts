import { z } from 'zod';
import { parseSettings } from '../parse-settings.js';
import { FILE_KINDS } from './fields.js';

const schema = z.strictObject({
  path: z.string().trim().min(1),
  /** Guessed from the columns when absent. */
  kind: z.enum(FILE_KINDS).nullish(),
  /** Field → column; null or '' = do not read this field. */
  map: z.record(z.string(), z.string().nullable()).nullish(),
  time: z.enum(['unix', 'iso']).nullish(),
  /** For files whose rows name no repository. */
  repository: z.string().trim().min(1).max(200).nullish(),
  /** Refuse the whole file for one row that cannot be read. */
  strict: z.boolean().nullish(),
});

export type FileSettings = z.infer<typeof schema>;

export function parseFileSettings(settings: unknown): FileSettings {
  return parseSettings('file', schema, settings);
}
