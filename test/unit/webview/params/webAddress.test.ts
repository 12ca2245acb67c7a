import { expect, test } from 'vitest';
import { webAddress } from '../../../../webview/params/webAddress.ts';

test('35: a text is a link where all of it is an address of the web', () => {
  expect(webAddress('https://example.org/a?b=c#d')).toBe('https://example.org/a?b=c#d');
  expect(webAddress('HTTP://example.org')).toBe('http://example.org/');
});

test('35: no other text is a link', () => {
  const others = [
    'javascript:alert(1)',
    'command:workbench.action.quit',
    'vscode://file/etc/passwd',
    'file:///etc/passwd',
    'data:text/html,x',
    'see https://example.org',
    'https://example.org and more',
    'https://user:secret@example.org',
    'https://',
    'http:example.org',
    '',
  ];
  expect(others.filter((text) => webAddress(text) !== null)).toEqual([]);
});
