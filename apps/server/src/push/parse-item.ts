import type { z } from 'zod';
import { badInput, type WeirError } from '../platform/errors/weir-error.js';

/** An item as its schema wants it, or what is wrong with it: in which field, with which value, and what to do. */
export function parseItem<T extends object>(schema: z.ZodObject, given: unknown): T | WeirError {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data as T;
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw parsed.error;
  return toError(issue, schema, given);
}

function toError(issue: z.core.$ZodIssue, schema: z.ZodObject, given: unknown): WeirError {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schema.shape).join(', ');
    return badInput(issue.keys[0] ?? '', `There is no field "${issue.keys[0]}". There are: ${known}.`);
  }
  const field = issue.path.join('.');
  const value = valueAt(given, issue.path);
  if (field === '') return badInput(field, `An item is an object of fields, not ${show(value)}.`);
  if (value === undefined) return badInput(field, `"${field}" is missing.`);
  return badInput(field, `"${field}" ${reason(issue, value)}.`);
}

function reason(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_type') return `must be ${issue.expected}, not ${show(value)}`;
  if (issue.code === 'invalid_value') return `is one of ${issue.values.join(', ')}, not ${show(value)}`;
  if (issue.code === 'too_big') return `is longer than the ${issue.maximum} that are allowed`;
  if (issue.code === 'too_small') return 'is empty: give it a value, or leave it out where it may be';
  if (issue.code !== 'invalid_format') return `cannot be ${show(value)}: ${issue.message}`;
  if (issue.format === 'datetime')
    return `is ${show(value)}, which is no instant: write ISO-8601 with an offset, as in 2026-03-01T09:30:00Z`;
  if (issue.format === 'url') return `is ${show(value)}, which is no address: write https://…`;
  return `(${show(value)}) ${issue.message}`;
}

function valueAt(given: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], given);
}

const SHOWN = 80;

function show(value: unknown): string {
  const written = JSON.stringify(value) ?? String(value);
  return written.length <= SHOWN ? written : `${written.slice(0, SHOWN)}…`;
}
