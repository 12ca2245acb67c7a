/** What can be logged as an example or a dictionary: JSON's values, and those that JSON writes as text. */
export type ExampleValue =
  null | undefined | string | number | bigint | boolean | Date | Uint8Array | readonly ExampleValue[] | ExampleObject;

export interface ExampleObject {
  readonly [key: string]: ExampleValue;
}

export const isNull = (value: ExampleValue): value is null | undefined => value === null || value === undefined;

export const isList = (value: ExampleValue): value is readonly ExampleValue[] => Array.isArray(value);

/** A plain object: neither null nor a list, a date or bytes. */
export const isObject = (value: ExampleValue): value is ExampleObject =>
  typeof value === 'object' &&
  value !== null &&
  !isList(value) &&
  !(value instanceof Date || value instanceof Uint8Array);

/** The value as JSON has it: dates as ISO text in UTC without a zone (MLflow's form), bytes as base64, undefined as null. */
export function exampleJson(value: ExampleValue): unknown {
  if (isNull(value)) return null;
  if (isList(value)) return value.map(exampleJson);
  if (value instanceof Date) return value.toISOString().replace('Z', '');
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, exampleJson(inner)]));
}
