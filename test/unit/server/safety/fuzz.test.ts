import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalArtifactPath } from '../../../../src/model/artifactPath.ts';
import type { Route } from '../../../../src/server/routes/route.ts';
import { fuzzing } from '../../../fixtures/seeds/seeds.ts';
import { TOKEN } from '../served.ts';
import { fillStore, pathOf } from './table.ts';
import { serveWatched } from './watched.ts';

// Whatever is sent: no crash, no defect, no answer that clients repeat (every answer is looked at, see watched.ts), and
// the next request is served. `fuzzing` says how to try more.

const PROXY = '/api/2.0/mlflow-artifacts/artifacts';

const pieces = {
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'get', 'M-SEARCH', '', 'G\0T'),
  target: fc.oneof(
    fc.constantFrom('/health', '/', '*', '//x', '/health?', '/health#', `${PROXY}/0/f`, `${PROXY}?path=0`, 'http://x/'),
    fc.constantFrom('/api/2.0/mlflow/runs/create', '/api/2.0/mlflow/experiments/get?experiment_id=0'),
    fc.webPath({ size: 'small' }),
    fc.string({ unit: 'binary-ascii', maxLength: 30 }).map((text) => `/${text}`),
    fc
      .array(fc.constantFrom('%2e', '%', '%00', '/', '..', '\\', 'a', '%ff', '?', '&', '=', '+'), { maxLength: 8 })
      .map((parts) => `/${parts.join('')}`),
  ),
  version: fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'HTP/1.1', ''),
  header: fc.oneof(
    fc.constantFrom(
      'Host: HOST',
      'Authorization: Bearer TOKEN',
      'Content-Type: application/json',
      'Content-Length: 2',
      'Content-Length: 0',
      'Content-Length: 99999999999999999999',
      'Content-Length: x',
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: identity',
      'Connection: close',
      'Connection: keep-alive, upgrade',
      'Upgrade: x',
      'Expect: 100-continue',
      'Expect: x',
      'Origin: null',
      'Range: bytes=0-1',
      'Content-Encoding: gzip',
      'Host: evil.example',
      ' folded',
      ': nameless',
      'no colon',
    ),
    fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  ),
  body: fc.oneof(
    fc.constantFrom('', '{}', '0\r\n\r\n', '2\r\n{}\r\n0\r\n\r\n', '5;x=y\r\n', 'GET /'),
    fc.string({ maxLength: 40 }),
  ),
  end: fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r'),
};

/** A request as bytes: well-formed in most parts, so that it gets far, or no request at all. */
const bytes = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ ...pieces, headers: fc.array(pieces.header, { maxLength: 8 }), known: fc.boolean() })
      .map(({ method, target, version, headers, known, body, end }) => {
        const all = known ? ['Host: HOST', 'Authorization: Bearer TOKEN', ...headers] : headers;
        return [`${method} ${target} ${version}`, ...all, '', body].join(end);
      }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array).toString('latin1')) },
);

test('fuzz: whatever comes over a socket, the server answers or closes, and goes on', async () => {
  const served = await serveWatched();
  await fillStore(served);
  const ask = async (text: string): Promise<void> => {
    const filled = text.replaceAll('HOST', `127.0.0.1:${served.port}`).replaceAll('TOKEN', TOKEN);
    await served.pour(Buffer.from(filled, 'latin1'));
  };
  await fc.assert(fc.asyncProperty(bytes, ask), fuzzing('heads', 1500, String));
  expect((await served.send('GET', '/health')).text).toBe('OK');
});

/** JSON in pieces of text, right and wrong ones. */
const json = fc.oneof(
  fc.constantFrom('null', 'true', '0', '-0', '1', '-1', '1.5', '1.0', '1e400', '-1e400', '1e-400', 'NaN', 'Infinity'),
  fc.constantFrom('9223372036854775807', '9223372036854775808', '-9223372036854775809', '9007199254740993'),
  fc.constantFrom('""', '" "', '"x"', '"\\ud800"', '"\\u0000"', '"\\udc00\\ud800"', '"__proto__"', '"NaN"', '"-1"'),
  fc.constantFrom('[]', '{}', '[null]', '[[]]', '[{}]', '{"__proto__":1}', '{"key":"k","value":"v"}', '[{"key":"k"}]'),
  fc.constantFrom(
    '[{"key":"k","value":1,"timestamp":1,"step":0}]',
    '[{"key":"k","value":"v"},{"key":"k","value":"w"}]',
  ),
  fc.constantFrom('"a = \'b\'"', '"params.a = \'b\'"', '"tags.`a` LIKE \'%\'"', '["a DESC"]', '"2"', '"Production"'),
  fc.constantFrom(
    '{"trace_info":{"trace_id":"tr-1","trace_location":{"type":1}}}',
    '"{\\"a\\":1e999}"',
    '"1970-01-01T00:00:00Z"',
  ),
  fc.json({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
);

interface Attempt {
  /** Which route, counted round and round. */
  readonly from: number;
  /** The whole body, or null for one of the route's arguments. */
  readonly text: string | null;
  /** What is in place of each argument; null leaves it right. */
  readonly values: readonly (string | null)[];
  /** Where the body ends too early. */
  readonly cut: number | null;
}

test('fuzz: whatever a body says, each route answers it or refuses it', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const routes = served.routes.filter(
    ({ method, path, open }) => !open && method !== 'PUT' && !path.startsWith('/ajax-api'),
  );
  const known = Object.fromEntries(Object.entries(names).map(([name, value]) => [name, JSON.stringify(value)]));
  // Most arguments are right, or nothing but the first check would ever be tried.
  const rarely = <T>(arbitrary: fc.Arbitrary<T>, weight: number): fc.Arbitrary<T | null> =>
    fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(null) }, { weight, arbitrary });
  const input: fc.Arbitrary<Attempt> = fc.record({
    from: fc.nat(),
    text: rarely(fc.oneof(json, fc.string()), 1),
    values: fc.array(rarely(json, 3), { maxLength: 12 }),
    cut: rarely(fc.nat(200), 1),
  });
  const bodyOf = (route: Route, wrong: readonly (string | null)[]): string => {
    const pairs = (route.fields ?? []).flatMap((field, index) => {
      const value = wrong[index] ?? known[field];
      return value === undefined ? [] : [`${JSON.stringify(field)}:${value}`];
    });
    return `{${pairs.join(',')}}`;
  };
  const statuses: number[] = [];
  const ask = async (route: Route, body: string): Promise<void> => {
    const target = pathOf(route, names);
    const { status } =
      route.method === 'GET'
        ? await served.send('GET', `${target}?${queryOf(body)}`)
        : await served.send(route.method, target, body, { 'Content-Type': 'application/json' });
    statuses.push(status);
    // What was deleted comes back, or soon nothing would be left to be asked for.
    if (status === 200 && /delete/.test(route.path)) {
      const restored = route.path.endsWith('runs/delete') ? { run_id: names['run_id'] } : { experiment_id: '0' };
      const entity = 'run_id' in restored ? 'runs' : 'experiments';
      await served.call('POST', `${entity}/restore`, restored);
    }
  };
  const property = fc.asyncProperty(input, async (made) => {
    const route = routes[made.from % routes.length];
    if (!route) return;
    const body = made.text ?? bodyOf(route, made.values);
    await ask(route, made.cut === null ? body : body.slice(0, made.cut));
  });
  const kept = fuzzing('bodies', 3000, (text): Attempt => ({ from: 0, text, values: [], cut: null }));
  for (const [example] of kept.examples ?? []) {
    for (const route of routes) await ask(route, example.text ?? '');
  }
  await fc.assert(property, kept);
  expect((await served.send('GET', '/health')).text).toBe('OK');
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(statuses.length / 10);
});

/** The fields of a JSON object as a query has them, or its text where it is none. */
function queryOf(body: string): string {
  try {
    const fields = Object.entries(JSON.parse(body) as object).map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return `${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`;
    });
    return fields.join('&');
  } catch {
    return encodeURIComponent(body.toWellFormed());
  }
}

const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    '.',
    '..',
    '...',
    ' ',
    'a ',
    'a.',
    'con',
    'NUL.txt',
    'a:b',
    '%2e%2e',
    '%2f',
    '%',
    '\\',
    'A~1',
    '.incoming',
    'a\u200d',
  ),
  fc.constantFrom('x'.repeat(255), 'x'.repeat(256), '\u{1f600}'.repeat(63), '\u{1f600}'.repeat(64), 'é'.repeat(127)),
);
const artifactPath = fc
  .tuple(fc.array(name, { minLength: 1, maxLength: 5 }), fc.constantFrom('/', '/', '/', '//', '/./', '\\'))
  .map(([parts, separator]) => parts.join(separator))
  .filter((text) => text.isWellFormed());

test('fuzz: a path that is taken brings back every byte, and any other is refused', async () => {
  const served = await serveWatched();
  let number = 0;
  const content = (): Buffer => randomBytes(1 + (number % 50));
  await fc.assert(
    fc.asyncProperty(artifactPath, async (text) => {
      const path = `0/${++number}/${text}`;
      const normal = normalArtifactPath(path);
      // The gate takes no "." in a target, in whatever writing.
      const taken = normal !== undefined && !path.endsWith('/') && !path.split(/[/\\]/).includes('.');
      const target = `${PROXY}/${path.split('/').map(encodeURIComponent).join('/')}`;
      const body = content().toString('base64');
      const put = await served.send('PUT', target, body);
      expect([path, put.status]).toEqual([path, taken ? 200 : 400]);
      if (!taken) return;
      expect((await served.send('GET', target)).text).toBe(body);
      const folder = normal.slice(0, normal.lastIndexOf('/'));
      const listed = await served.send('GET', `${PROXY}?path=${encodeURIComponent(folder)}`);
      expect(JSON.parse(listed.text)).toEqual({
        files: [{ path: normal.slice(folder.length + 1), is_dir: false, file_size: body.length }],
      });
      expect(served.files()).toEqual([normal]);
      expect((await served.send('DELETE', `${PROXY}/0/${number}`)).status).toBe(200);
      expect(served.files()).toEqual([]);
    }),
    fuzzing('artifactPaths', 400, String),
  );
});

test('fuzz: a Range gives exactly the bytes it says, all of them, or none', async () => {
  const served = await serveWatched();
  const digits = '0123456789';
  await served.send('PUT', `${PROXY}/0/digits`, digits);
  await served.send('PUT', `${PROXY}/0/empty`, '');
  const number = fc.oneof(
    fc.nat(12).map(String),
    fc.constantFrom('', '-1', '999999999999999', '1'.repeat(30), 'x', ' 1'),
  );
  const range = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('bytes=', 'bytes=', 'BYTES=', 'lines=', ''),
        number,
        fc.constantFrom('-', '-', '', '--', ','),
        number,
      )
      .map((parts) => parts.join('')),
    fc.string({ maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(range, async (Range) => {
      const { status, text, headers } = await served.send('GET', `${PROXY}/0/digits`, undefined, { Range });
      const [, first, last] = /^bytes (\d+)-(\d+)\/10$/.exec(headers['content-range'] ?? '') ?? [];
      if (status === 200) expect(text).toBe(digits);
      else if (status === 206) expect(text).toBe(digits.slice(Number(first), Number(last) + 1));
      else expect([status, headers['content-range']]).toEqual([416, 'bytes */10']);
      if (status === 206) expect(text).not.toBe('');
      expect([200, 416]).toContain((await served.send('GET', `${PROXY}/0/empty`, undefined, { Range })).status);
    }),
    fuzzing('ranges', 300, String),
  );
});
