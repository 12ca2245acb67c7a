import { expect, test } from 'vitest';
import { oneLine, withoutLinks } from '../../../src/model/oneLine.ts';

test('breaks, tabs and control characters become one space each stretch; the ends are trimmed', () => {
  expect(oneLine('  first line\r\n\tsecond\u0000\u001b[31m line \n')).toBe('first line second [31m line');
});

test('marks that turn the direction of text cannot hide what stands there', () => {
  expect(oneLine('invoice\u202Egpj.exe')).toBe('invoice gpj.exe');
  expect(oneLine('\u2066a\u2069\u200Fb')).toBe('a b');
});

test('text is cut at 80 characters, and the cut is shown', () => {
  expect(oneLine('x'.repeat(80))).toBe('x'.repeat(80));
  expect(oneLine('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
});

test('a cut never splits a character', () => {
  expect(oneLine('🙂'.repeat(81))).toBe(`${'🙂'.repeat(79)}…`);
});

test('a text whose start is all blank says that more follows', () => {
  expect(oneLine(`${' '.repeat(100_000)}end`)).toBe('…');
});

test('a text without anything to show is empty', () => {
  expect(['', ' \n\t ', '\u0000'].map(oneLine)).toEqual(['', '', '']);
});

test('what a message of the editor would make a link of stands there as text', () => {
  const text = '[a](command:x) [b](https://example.org "c") d[0](e)';
  expect(withoutLinks(text)).toBe('[a] (command:x) [b] (https://example.org "c") d[0] (e)');
});
