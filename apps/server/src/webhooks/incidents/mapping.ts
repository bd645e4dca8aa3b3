import { query } from 'jsonpath-rfc9535';
import { z } from 'zod';
import { badInput } from '../../platform/errors/weir-error.js';

const path = z
  .string()
  .max(500)
  .startsWith('$', 'is no JSONPath: it begins with $, as in $.incident.id')
  .refine(isPath, {
    error: 'is no JSONPath (RFC 9535)',
  });

/** Where a payload of a tool we do not know holds what we read of an incident. Every field but `resolved` is a JSONPath; `id` may be several. */
export const IncidentMapping = z.strictObject({
  /** One match for each incident of the payload; the other paths begin there. */
  each: path.default('$'),
  /** Several paths make one id together: Alertmanager gives an alert that comes back the same fingerprint. */
  id: z.union([path, z.array(path).min(1).max(10)]).default('$.id'),
  /** The tool's own time of the message. Nothing there: when it came. */
  at: path.default('$.at'),
  status: path.default('$.status'),
  /** Words of the status that mean that it is over, in small letters. */
  resolved: z.array(z.string().toLowerCase()).default(['resolved', 'closed', 'ok', 'recovered', 'fixed', 'inactive']),
  title: path.default('$.title'),
  startedAt: path.default('$.startedAt'),
  resolvedAt: path.default('$.resolvedAt'),
  url: path.default('$.url'),
  service: path.default('$.service'),
  repository: path.default('$.repository'),
  severity: path.default('$.severity'),
  deployment: path.default('$.deployment'),
  remediedBy: path.default('$.remediedBy'),
});
export type IncidentMapping = z.infer<typeof IncidentMapping>;

/** Without a mapping, the names of the push API. */
export const DEFAULT_MAPPING = IncidentMapping.parse({});

function isPath(text: string): boolean {
  try {
    query(null, text);
    return true;
  } catch {
    return false;
  }
}

/** A mapping as somebody gives it, whole; what is wrong with it is said by the name of the field. */
export function parseMapping(given: unknown): IncidentMapping {
  const parsed = IncidentMapping.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const known = Object.keys(IncidentMapping.shape).join(', ');
    throw badInput(`mapping.${issue.keys[0]}`, `A mapping has no field "${issue.keys[0]}". There are: ${known}.`);
  }
  const field = issue?.path.join('.') ?? '';
  throw badInput(`mapping.${field}`, `"${field}" of the mapping ${issue?.message ?? 'is wrong'}.`);
}
