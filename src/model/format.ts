/** Values as short text for people. Exact values stay where they are; none of these texts is parsed again. */
import { type Int64, metricText } from './json.ts';

/** How many digits a rounded number shows. */
const DIGITS = 5;

/** A number with about five digits: `0.87346`, `1234.6`, `1.2e-7`; whole numbers up to 2^53 have all of theirs. */
export function formatNumber(value: number, digits: number = DIGITS): string {
  if (!Number.isFinite(value) || Number.isSafeInteger(value)) return metricText(value === 0 ? 0 : value);
  const [mantissa = '', exponent = ''] = value.toPrecision(digits).split('e');
  const trimmed = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  const size = Math.abs(value);
  if (exponent === '' && size >= 1e-4) return trimmed;
  // Number's own notation from here: 1e-7 for the tiny, digits up to 1e21 for the huge.
  return String(Number(exponent === '' ? trimmed : `${trimmed}e${exponent}`));
}

/** Texts of numbers that are compared: with as many digits as it takes to tell different values apart. */
export function formatNumbers(values: readonly number[]): string[] {
  const different = new Set(values).size;
  for (let digits = DIGITS; digits < 17; digits++) {
    const texts = values.map((value) => formatNumber(value, digits));
    if (new Set(texts).size >= different) return texts;
  }
  return values.map(metricText);
}

/** A number with its sign, which is a minus sign, as wide as the plus: `+0.04`, `−12`, `0`. */
export function formatDelta(value: number): string {
  return signOf(value) + formatNumber(Math.abs(value));
}

/** Per cent with its sign: `+4.7%`, `−0.03%`, `+1250%`, `0%`. */
export function formatPercent(value: number): string {
  const size = Math.abs(value);
  return `${signOf(value)}${formatNumber(size >= 100 ? Math.round(size) : size, 2)}%`;
}

const signOf = (value: number): string => (value > 0 ? '+' : value < 0 ? '−' : '');

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes in decimal units: `512 B`, `1.2 kB`, `34 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let size = bytes;
  let unit: string = 'B';
  for (const next of BYTE_UNITS) {
    // 999.5 would round to 1000 of this unit.
    if (size < 999.5) break;
    size /= 1000;
    unit = next;
  }
  return `${size < 9.95 ? Number(size.toFixed(1)) : Math.round(size)} ${unit}`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time given in milliseconds: `42 ms`, `1.2 s`, `3 min 4 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 0) return `-${formatDuration(-milliseconds)}`;
  if (milliseconds < SECOND) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < MINUTE) return `${Math.floor(milliseconds / 100) / 10} s`;
  if (milliseconds < HOUR) return twoUnits(milliseconds, MINUTE, 'min', SECOND, 's');
  if (milliseconds < DAY) return twoUnits(milliseconds, HOUR, 'h', MINUTE, 'min');
  return twoUnits(milliseconds, DAY, 'd', HOUR, 'h');
}

function twoUnits(milliseconds: number, unit: number, name: string, part: number, partName: string): string {
  const parts = Math.floor((milliseconds % unit) / part);
  return `${Math.floor(milliseconds / unit)} ${name}${parts > 0 ? ` ${parts} ${partName}` : ''}`;
}

/** A time as ISO 8601 in UTC, to the second; the bare number where no calendar has it. */
export function formatTime(milliseconds: Int64): string {
  const date = new Date(Number(milliseconds));
  return Number.isNaN(date.getTime()) ? String(milliseconds) : date.toISOString().replace(/\.\d+Z$/, 'Z');
}
