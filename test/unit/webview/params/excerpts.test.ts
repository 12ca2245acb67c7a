import { expect, test } from 'vitest';
import { excerpts } from '../../../../webview/params/excerpts.ts';

test('texts that differ early are shown from their start', () => {
  expect(excerpts('"gpt-4o-mini"', '"gpt-4.1-mini"')).toEqual(['"gpt-4o-mini"', '"gpt-4.1-mini"']);
});

test('of long texts that begin alike what is alike is left out but for the last words', () => {
  const start = 'You are a support assistant. '.repeat(20);
  expect(excerpts(`${start}Answer in English.`, `${start}Answer in German.`)).toEqual([
    '…support assistant. Answer in English.',
    '…support assistant. Answer in German.',
  ]);
});

test('no character is cut in two', () => {
  const faces = '😀'.repeat(100);
  const [before, after] = excerpts(`${faces}a`, `${faces}bc`);
  expect(before).toBe(`…${'😀'.repeat(15)}a`);
  expect(after).toBe(`…${'😀'.repeat(15)}bc`);
});
