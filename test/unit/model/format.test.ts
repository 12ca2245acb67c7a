import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDelta,
  formatDuration,
  formatNumber,
  formatNumbers,
  formatPercent,
  formatTime,
} from '../../../src/model/format.ts';

describe('values as text', () => {
  it('shows numbers with a few digits, whole numbers with all', () => {
    const values = [
      0,
      -0,
      1,
      0.87,
      0.873456789,
      1234.5678,
      123456.789,
      1e-7 / 3,
      0.0001,
      0.00001234567,
      9007199254740991,
      1.5e300,
      NaN,
      -Infinity,
    ];
    expect(values.map((value) => formatNumber(value))).toEqual([
      '0',
      '0',
      '1',
      '0.87',
      '0.87346',
      '1234.6',
      '123460',
      '3.3333e-8',
      '0.0001',
      '0.000012346',
      '9007199254740991',
      '1.5e+300',
      'NaN',
      '-Infinity',
    ]);
  });

  it('takes more digits where different numbers would read the same', () => {
    expect(formatNumbers([0.5, 0.123456, 0.1234567])).toEqual(['0.5', '0.123456', '0.123457']);
    expect(formatNumbers([0.1 + 0.2, 0.3])).toEqual(['0.30000000000000004', '0.3']);
    expect(formatNumbers([NaN, NaN, 1])).toEqual(['NaN', 'NaN', '1']);
    expect(formatNumbers([])).toEqual([]);
  });

  it('signs deltas and per cents', () => {
    expect([0.91 - 0.87, -12, 0].map(formatDelta)).toEqual(['+0.04', '−12', '0']);
    expect([4.5977, -0.0312, 1250.4, 0, 99.6, -100].map(formatPercent)).toEqual([
      '+4.6%',
      '−0.031%',
      '+1250%',
      '0%',
      '+100%',
      '−100%',
    ]);
  });

  it('shows bytes in decimal units', () => {
    const sizes = [0, 999, 1000, 1234, 9_960, 34_200, 999_499, 999_600, 5e6, 7.25e9, 3e18];
    expect(sizes.map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1 kB',
      '1.2 kB',
      '10 kB',
      '34 kB',
      '999 kB',
      '1 MB',
      '5 MB',
      '7.3 GB',
      '3000 PB',
    ]);
  });

  it('shows lengths of time in at most two units', () => {
    const times = [0, 42, 999, 1_250, 59_999, 60_000, 184_000, 7_500_000, 273_600_000, -5];
    expect(times.map(formatDuration)).toEqual([
      '0 ms',
      '42 ms',
      '999 ms',
      '1.2 s',
      '59.9 s',
      '1 min',
      '3 min 4 s',
      '2 h 5 min',
      '3 d 4 h',
      '-5 ms',
    ]);
  });

  it('shows times as ISO 8601, and a number no calendar has as it is', () => {
    expect(formatTime(1_767_603_600_999)).toBe('2026-01-05T09:00:00Z');
    expect(formatTime(9_223_372_036_854_775_807n)).toBe('9223372036854775807');
  });
});
