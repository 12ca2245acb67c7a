import { parseJson, stringifyJson } from '../../model/json.ts';
import { isReadable } from '../../model/jsonExtent.ts';

/** Lists that MLflow keeps as JSON in the value of a tag. */

/** The list in a tag's value; empty where there is none, or something else. */
export function readTagList(value: string | undefined): readonly unknown[] {
  if (value === undefined) return [];
  try {
    const list = isReadable(value) ? parseJson(value) : undefined;
    return Array.isArray(list) ? (list as unknown[]) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Writes a list to the letter as Python does, with spaces and in ASCII: clients compare such values as text. */
export function writeTagList(list: readonly unknown[]): string {
  return spaced(list).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return stringifyJson(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${stringifyJson(key)}: ${spaced(item)}`)
    .join(', ')}}`;
}
