import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkArtifactPath, normalArtifactPath, parentPath } from '../../../src/model/artifactPath.ts';
import { fuzzing } from '../../fixtures/seeds/seeds.ts';

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'leave the root': [
    '..',
    '../x',
    'a/../../x',
    'a/../b',
    '../../../../etc/passwd',
    '..\\x',
    'a/..',
    '%2e%2e/x',
    '%2e%2e%2fx',
    '%252e%252e%252fx',
    '%25252525252e%2e/x',
    '..%2fx',
    '..%5cx',
    '.%2e/x',
    '.%2E/x',
    '%2fetc/passwd',
  ],
  'are absolute or name a drive, a share, a pipe or a URI': [
    '/etc/passwd',
    '//etc/x',
    'file:///etc/x',
    'C:/x',
    'C:x',
    'C:../x',
    '\\\\h\\s',
    '//?/C:/x',
    '\\\\.\\pipe\\x',
    's3://bucket/x',
  ],
  'hold control characters or broken text': ['a\0b', 'a\nb', '\r\nx', 'a\x7f', 'a\x85', 'a\ud800', '\udc00'],
  'mean something else on Windows': [
    'CON',
    'con.txt',
    'a/nul.txt',
    'AUX/b',
    'COM1',
    'lpt9.log',
    'NUL .txt',
    'con  .tar.gz',
    'COM¹',
    'a.',
    'a ',
    'a./b',
    'f.txt:s',
    'f::$DATA',
    'PROGRA~1',
    'ab/REPORT~12.TXT',
    '...',
    '. ',
  ],
  'are too long': ['a'.repeat(256), 'é'.repeat(128), Array(300).fill('abc').join('/')],
};

describe('checkArtifactPath', () => {
  for (const [why, paths] of Object.entries(REFUSED)) {
    test(`refuses paths that ${why}`, () => {
      const accepted = paths.filter((path) => !throwsInvalidPath(path));
      expect(accepted).toEqual([]);
    });
  }

  test('keeps odd names that harm nobody as they are', () => {
    const names = [
      'a b',
      ' a',
      'a%20b',
      'é漢.png',
      '100%.txt',
      '100%',
      'a+b',
      'a;b',
      '#',
      '?',
      'im%step%0.png',
      // MLflow 2 names images so; the digits after "%" are no encoding.
      'images/im%step%20%timestamp%1700000000000%5c3a1d2e-0000.png',
      'x%2Fy',
      '.hidden',
      '~',
      'a~b',
      'config',
      'console.log',
      'a...b',
      "it's",
      '日本語/モデル',
    ];
    expect(names.map(checkArtifactPath)).toEqual(names);
  });

  test('normalises empty and dot segments away', () => {
    expect(['', '.', './', 'a/', 'a//b', './a/./b'].map(checkArtifactPath)).toEqual(['', '', '', 'a', 'a/b', 'a/b']);
  });
});

describe('any path', () => {
  const piece = fc.oneof(
    fc.constantFrom('.', '..', '/', '\\', '%', '2e', '2E', '2f', '5c', '25', 'C:', ':', '~1', ' ', '\0', 'nul', 'a'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  const anyPath = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  test('that is allowed stays inside of the root, on every system and however often it is decoded', () => {
    const property = fc.property(anyPath, (given) => {
      const normal = normalArtifactPath(given);
      if (normal === undefined) return;
      for (let decoded = normal, times = 0; times < 8; times++) {
        for (const { system, root } of SYSTEMS) {
          const resolved = system.resolve(root, decoded);
          expect([decoded, resolved.startsWith(root + system.sep) || resolved === root]).toEqual([decoded, true]);
        }
        decoded = decodedOnce(decoded);
      }
    });
    fc.assert(property, fuzzing('artifactPaths', 5000, String));
  });

  test('that is allowed is normal, and stays as it is when it is checked again', () => {
    const property = fc.property(anyPath, (given) => {
      const normal = normalArtifactPath(given);
      if (normal === undefined) return;
      expect(normalArtifactPath(normal)).toBe(normal);
      expect(normal).not.toMatch(/^\/|\/$|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/);
    });
    fc.assert(property, fuzzing('artifactPaths', 5000, String));
  });
});

const SYSTEMS = [
  { system: posix, root: '/store/artifacts' },
  { system: win32, root: 'C:\\store\\artifacts' },
];

/** Percent-encoding decoded as a reader might do it: what is broken stays. */
const decodedOnce = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

test('parentPath is the folder part', () => {
  expect(['a', 'a/b', 'a/b/c'].map(parentPath)).toEqual(['', 'a', 'a/b']);
});

function throwsInvalidPath(path: string): boolean {
  try {
    checkArtifactPath(path);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'INVALID_PARAMETER_VALUE', message: 'Invalid path' });
    return true;
  }
}
