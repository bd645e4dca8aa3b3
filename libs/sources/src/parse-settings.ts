import type { z } from 'zod';
import { SourceError } from './source.js';

/** Settings as a schema wants them, or an error that names the field at fault. */
export function parseSettings<T>(kind: string, schema: z.ZodType<T>, settings: unknown): T {
  const parsed = schema.safeParse(settings);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue ? fieldOf(issue) : null;
  const what = field === null ? 'The settings' : `The setting \`${field}\``;
  throw new SourceError('BAD_SETTINGS', `${what} of this ${kind} source cannot be used: ${issue?.message}.`, field);
}

function fieldOf(issue: z.core.$ZodIssue): string | null {
  if (issue.code === 'unrecognized_keys') return issue.keys[0] ?? null;
  return issue.path.length > 0 ? issue.path.join('.') : null;
}
