import { expect, test } from 'vitest';
import { exportName } from '../../../src/commands/exportName.ts';

const nameOf = (...names: readonly string[]): string => exportName(names.map((name) => ({ name })));

test('an export is called by its first two columns', () => {
  expect(nameOf('sentiment_v1')).toBe('sentiment_v1');
  expect(nameOf('sentiment_v1', 'sentiment_v2', 'sentiment_v3')).toBe('sentiment_v1_vs_sentiment_v2');
});

test('what no file name may have is left out', () => {
  expect(nameOf('runs/2026: a*b?', '..\\x')).toBe('runs_2026_a_b__vs_.._x');
  expect(nameOf('../../etc/passwd')).toBe('_.._etc_passwd');
  expect(nameOf('a\u2028b\u202ec')).toBe('a_b_c');
  expect(nameOf('')).toBe('comparison');
});

test('long names fit into a file name, and no character is cut in two', () => {
  const long = nameOf('日'.repeat(300), '𠀀'.repeat(300));
  expect(long.isWellFormed()).toBe(true);
  expect(Buffer.byteLength(long)).toBeLessThan(240);
});
