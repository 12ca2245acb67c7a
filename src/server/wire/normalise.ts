import type { z } from 'zod';
import { invalid, type UserError } from '../../model/errors.ts';

/**
 * Gives a JSON object the field names of `shape`, as MLflow's parser does: unknown fields and nulls are dropped, and
 * an optional field may be written in camelCase. Both spellings at once are refused. Anything but an object is
 * returned as it is, for the schema to refuse.
 */
export function normalise(shape: z.ZodRawShape, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (isNormal(shape, value as Record<string, unknown>)) return value;
  const fields: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value as Record<string, unknown>)) {
    const name = fieldName(shape, key);
    if (name === undefined || field === null) continue;
    if (Object.hasOwn(fields, name)) throw twice(name);
    fields[name] = field;
  }
  return fields;
}

function twice(name: string): UserError {
  const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return invalid(`Request specifies both '${name}' and '${camel}'; provide only one of them.`);
}

function fieldName(shape: z.ZodRawShape, key: string): string | undefined {
  if (Object.hasOwn(shape, key)) return key;
  const snake = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const type = Object.hasOwn(shape, snake) ? shape[snake] : undefined;
  return type && '_zod' in type && type._zod.optin !== undefined ? snake : undefined;
}

/** Most objects are: they are not copied. */
function isNormal(shape: z.ZodRawShape, value: Readonly<Record<string, unknown>>): boolean {
  for (const key in value) if (value[key] === null || !Object.hasOwn(shape, key)) return false;
  return true;
}
