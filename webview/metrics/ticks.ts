import { formatDuration } from '../../src/model/format.ts';
import type { ChartAxis } from './lines.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Distances of marks on an axis of time, up to days; above, days are counted like numbers. */
const TIMES: readonly number[] = [
  { unit: 1, counts: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
  { unit: SECOND, counts: [1, 2, 5, 10, 15, 30] },
  { unit: MINUTE, counts: [1, 2, 5, 10, 15, 30] },
  { unit: HOUR, counts: [1, 2, 3, 6, 12, 24] },
].flatMap(({ unit, counts }) => counts.map((count) => count * unit));

/** 1, 2 or 5 times a power of ten: the smallest such number that is not below `least`. */
function roundDistance(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const distance = [1, 2, 5].map((count) => count * power).find((candidate) => candidate >= least * (1 - 1e-9));
  return distance ?? 10 * power;
}

function timeDistance(least: number): number {
  return TIMES.find((distance) => distance >= least) ?? roundDistance(least / DAY) * DAY;
}

/** Multiples of the distance from `from` to `to`, both inclusive. */
function multiples(from: number, to: number, distance: number): number[] {
  const first = Math.ceil(from / distance - 1e-9);
  const count = Math.floor(to / distance + 1e-9) - first;
  if (!(count >= 0 && count < 1000)) return [];
  const all = Array.from({ length: count + 1 }, (_, index) => {
    const multiple = first + index;
    // Dividing by the reciprocal, where that is whole, keeps 0.3 from being 0.30000000000000004.
    return distance < 1 && distance > 1e-15 ? multiple / Math.round(1 / distance) : multiple * distance;
  });
  return [...new Set(all)];
}

/** Round numbers on an axis, at most about `most`; whole ones alone where only those have a meaning. */
export function numberTicks(from: number, to: number, most: number, whole = false): number[] {
  if (!(to > from)) return [from];
  const distance = roundDistance((to - from) / Math.max(1, most));
  return multiples(from, to, whole ? Math.max(1, distance) : distance);
}

/** Marks on the horizontal axis. */
export function axisTicks(axis: ChartAxis, from: number, to: number, most: number): number[] {
  if (axis === 'step') return numberTicks(from, to, most, true);
  return to > from ? multiples(from, to, timeDistance((to - from) / Math.max(1, most))) : [from];
}

/** Powers of ten, with 2 and 5 of each where those are few, and round numbers where even those are. */
export function logTicks(from: number, to: number, most: number): number[] {
  const first = Math.floor(Math.log10(from));
  const powers = Array.from({ length: Math.ceil(Math.log10(to)) - first + 1 }, (_, index) => 10 ** (first + index));
  const inside = (ticks: readonly number[]): number[] => ticks.filter((tick) => tick >= from && tick <= to);
  const decades = inside(powers);
  if (decades.length > most) return decades.filter((_, index) => index % Math.ceil(decades.length / most) === 0);
  const finer = inside(powers.flatMap((power) => [power, 2 * power, 5 * power]));
  if (finer.length > most) return decades;
  return finer.length < 3 ? numberTicks(from, to, most) : finer;
}

const UNITS = [
  { size: 1e12, name: 'T' },
  { size: 1e9, name: 'G' },
  { size: 1e6, name: 'M' },
  { size: 1e3, name: 'k' },
] as const;

const GROUPED = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** Marks are round numbers: in this many digits each is said exactly. */
const exact = (tick: number): string => String(Number(tick.toPrecision(12)));

/** Texts of marks on an axis of numbers, as short as is exact: `20k`, `66,850`, `0.05`, `1e-7` */
export function numberLabels(ticks: readonly number[]): string[] {
  const greatest = Math.max(...ticks.map(Math.abs), 0);
  const unit = greatest >= 1e4 && greatest < 1e15 ? UNITS.find(({ size }) => greatest >= size) : undefined;
  if (unit === undefined) return minus(ticks.map(exact));
  const counts = ticks.map((tick) => exact(tick / unit.size));
  if (counts.some((text) => text.length > 4)) return minus(ticks.map((tick) => GROUPED.format(tick)));
  return minus(counts.map((text) => (text === '0' ? text : `${text}${unit.name}`)));
}

const minus = (texts: readonly string[]): string[] => texts.map((text) => text.replace(/^-/, '−'));

const two = (count: number): string => String(count).padStart(2, '0');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Wall-clock times in UTC, as exact as their distance asks for; the day below the first one and where it changes. */
export function timeLabels(ticks: readonly number[]): string[] {
  const distance = ticks.length > 1 ? (ticks[1] ?? 0) - (ticks[0] ?? 0) : 0;
  let dayBefore = '';
  return ticks.map((tick) => {
    const date = new Date(tick);
    if (Number.isNaN(date.getTime())) return '';
    const day = `${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
    if (distance >= DAY) return day;
    const isNew = day !== dayBefore;
    dayBefore = day;
    return isNew ? `${clockText(date, distance)}\n${day}` : clockText(date, distance);
  });
}

function clockText(date: Date, distance: number): string {
  const minutes = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (distance >= MINUTE || distance === 0) return minutes;
  const seconds = `${minutes}:${two(date.getUTCSeconds())}`;
  return distance >= SECOND ? seconds : `${seconds}.${String(date.getUTCMilliseconds()).padStart(3, '0')}`;
}

/** Texts of marks on the horizontal axis. */
export function axisLabels(axis: ChartAxis, ticks: readonly number[]): string[] {
  if (axis === 'step') return numberLabels(ticks);
  return axis === 'time' ? timeLabels(ticks) : ticks.map((tick) => (tick === 0 ? '0' : formatDuration(tick)));
}

/** The range of the vertical axis: a little more than the values have, and never empty. */
export function paddedRange(least: number | null, greatest: number | null, log: boolean): [number, number] {
  if (least === null || greatest === null || !Number.isFinite(least) || !Number.isFinite(greatest))
    return log ? [0.1, 10] : [0, 1];
  if (log) {
    const share = least === greatest ? 2 : (greatest / least) ** 0.05;
    return [least / share, greatest * share];
  }
  const size = greatest - least;
  const pad = size > 0 ? size * 0.06 : Math.abs(least) * 0.1 || 1;
  return [least - pad, greatest + pad];
}
