import * as z from 'zod';

/**
 * Times and durations as protobuf writes them into JSON: RFC 3339 with three digits of a second or none, and seconds
 * with an "s". Here both are milliseconds; finer digits are cut off.
 */

const TIMESTAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/i;
const DURATION = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/;
/** The years 1 to 9999. */
const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_999;

/** A required time. */
export const timestamp = z.string().transform((value, context): number => {
  const [, seconds, digits = '', zone = ''] = TIMESTAMP.exec(value) ?? [];
  const time = seconds === undefined ? NaN : Date.parse(`${seconds}.${milliseconds(digits)}${zone}`);
  if (isWritable(time)) return time;
  context.issues.push({ code: 'custom', input: value });
  return z.NEVER;
});

/** A required duration. */
export const duration = z.string().transform((value, context): number => {
  const [, sign, seconds, digits = ''] = DURATION.exec(value) ?? [];
  if (seconds !== undefined) return Number(`${sign}${seconds}${milliseconds(digits)}`);
  context.issues.push({ code: 'custom', input: value });
  return z.NEVER;
});

/** True for a time that `timestampJson` can write. */
export const isWritable = (time: number | bigint): boolean => time >= FIRST && time <= LAST;

export const timestampJson = (time: number | bigint): string =>
  new Date(Number(time)).toISOString().replace('.000Z', 'Z');

export function durationJson(value: number | bigint): string {
  const size = Math.abs(Number(value));
  const rest = size % 1000;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  return `${value < 0 ? '-' : ''}${Math.floor(size / 1000)}${fraction}s`;
}

const milliseconds = (digits: string): string => digits.slice(0, 3).padEnd(3, '0');
