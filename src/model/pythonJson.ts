import { invalid } from './errors.ts';
import { isVerbatimArray, isVerbatimNumber, isVerbatimObject, type VerbatimJson } from './verbatimJson.ts';

/**
 * JSON as Python's `json.dumps` spaces and numbers it. MLflow keeps assessments and spans as such text, its filters
 * look into that text, and so do those of clients; letters beyond ASCII stay letters.
 */
export function pythonJson(value: VerbatimJson): string {
  if (isVerbatimArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (isVerbatimNumber(value)) return value.rawJSON;
  if (!isVerbatimObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${pythonJson(inner)}`);
  return `{${entries.join(', ')}}`;
}

/**
 * As `pythonJson`, of parsed JSON whose numbers are all doubles, as in protobuf's `Value`. Throws
 * INVALID_PARAMETER_VALUE for a number beyond all doubles: no answer could carry it.
 */
export function pythonDoubles(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonDoubles).join(', ')}]`;
  if (typeof value === 'number' || typeof value === 'bigint') {
    if (!Number.isFinite(Number(value))) throw invalid('A number of the value is out of the range of a double.');
    return pythonFloat(Number(value));
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${pythonDoubles(inner)}`);
  return `{${entries.join(', ')}}`;
}

/** A finite double as Python writes it: `4.0`, `1e+16`, `1.5e-07`. */
export function pythonFloat(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
