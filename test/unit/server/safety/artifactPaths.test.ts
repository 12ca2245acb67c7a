import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Route } from '../../../../src/server/routes/route.ts';
import { tempFolder } from '../../../fixtures/tempStore.ts';
import { TOKEN } from '../served.ts';
import { argumentNames, argumentsFor, ATTACHMENT, fillStore, requestOf, type Names } from './table.ts';
import { serveWatched, type Watched } from './watched.ts';

const PROXY = '/api/2.0/mlflow-artifacts/artifacts';
const REFUSED = '400 {"error_code":"INVALID_PARAMETER_VALUE","message":"Invalid ';
const INVALID = `${REFUSED}path"}`;

/** Whether an argument of this name could be taken for a place of a file. */
const PATH_LIKE = /path|file|dir|source|location|ur[il]|artifact|json|root|folder/i;

/**
 * What the arguments are that look like places. A new one must be named here: `path` is tried with every bad path
 * below, `source` and `location` have tests of their own (22, 23), `text` is kept or compared and never opened.
 */
const KINDS: Readonly<Record<string, 'path' | 'source' | 'location' | 'model' | 'text'>> = {
  path: 'path',
  artifact_directory_path: 'path',
  artifact_file_path: 'path',
  artifact_location: 'location',
  source: 'source',
  model_json: 'model',
  source_run_id: 'text',
  locations: 'text', // of experiments, by their ids
};

interface Place {
  readonly route: Route;
  /** The argument that takes the path; `*` stands for the rest of the route's own path. */
  readonly argument: string;
  readonly fields: readonly string[];
}

/** Every place of the table that takes an artifact path, found on a store of its own. */
async function pathPlaces(): Promise<readonly Place[]> {
  const probed = await serveWatched();
  const names = await fillStore(probed);
  const places: Place[] = [];
  for (const route of probed.routes) {
    const fields = await argumentNames(route, names);
    if (route.path.endsWith('/*')) places.push({ route, argument: '*', fields });
    // A file is either of a run or of a model.
    const used = fields.filter((name) => name !== 'model_id' || !route.path.endsWith('presigned-upload-url'));
    for (const argument of used.filter((name) => KINDS[name] === 'path'))
      places.push({ route, argument, fields: used });
  }
  return places;
}

/** Names a path, given percent-encoded, in every way there is; gives each answer that does not begin as expected. */
async function exceptions(
  served: Watched,
  places: readonly Place[],
  names: Names,
  encoded: string,
  expected: string,
): Promise<readonly string[]> {
  const answers = await Promise.all(
    places.map(async ({ route, argument, fields }) => {
      const inPath = argument === '*';
      const args = argumentsFor(fields, names, inPath ? {} : { [argument]: 'PLACE' });
      const request = requestOf(route, names, args, inPath ? encoded : undefined);
      const inBody = request.body?.includes('PLACE') ?? false;
      if (inBody && decoded(encoded) === undefined) return [];
      const { status, text } = await served.send(
        request.method,
        request.target.replace('PLACE', encoded),
        inBody ? request.body?.replace('"PLACE"', JSON.stringify(decoded(encoded))) : request.body,
        request.headers,
      );
      return `${status} ${text}`.startsWith(expected)
        ? []
        : [`${request.method} ${request.target} ${encoded}: ${status} ${text}`];
    }),
  );
  return answers.flat();
}

function decoded(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

describe('artifact paths', () => {
  test('tests 16 to 23: every argument that looks like a place is known for what it is', async () => {
    const served = await serveWatched();
    const names = await fillStore(served);
    const unknown: string[] = [];
    for (const route of served.routes) {
      for (const name of await argumentNames(route, names)) {
        if (PATH_LIKE.test(name) && !(name in KINDS)) unknown.push(`${name} of ${route.method} ${route.path}`);
      }
    }
    expect(unknown, 'say in KINDS what these are').toEqual([]);
  });

  const refused = {
    'test 16: climbing out': [
      '../x',
      '%2e%2e/x',
      '%2e%2e%2fx',
      '%252e%252e%252fx',
      '%25252e%25252e%25252fx',
      '%2525252e%2525252e%2525252fx',
      '../../../../x',
      'a/b/c/d/../../../../../x',
      '..%2fx',
      '..%5cx',
      '..%255cx',
      'a/../../x',
      'a%2f..%2f..%2fx',
      '.%2e/x',
      '%2e./x',
      '..',
      'a/..',
    ],
    'test 17: absolute and foreign': [
      '/etc/passwd',
      '%2fetc/passwd',
      '%252fetc/passwd',
      '//etc/x',
      'file:///etc/x',
      'FILE:/etc/x',
      'C:/x',
      'C:x',
      'C:../x',
      '%5c%5ch%5cs',
      '%5cx',
      '//%3F/C:/x',
      '%5c%5c%3F%5cC:%5cx',
      '%5c%5c.%5cpipe%5cx',
      's3://b/x',
    ],
    'test 18: broken and invisible': [
      '%00',
      'a%00b',
      'a%00.txt',
      'a%01b',
      'a%0d%0aSet-Cookie:x',
      'a%0ab',
      'a%1fb',
      'a%7fb',
      'a%c2%85b',
      '%ed%a0%80',
      'a%zz',
      'a%',
      '%c0%ae%c0%ae/x',
      '%c0%af',
      '%f8%88%80%80%ae',
      '%ff',
    ],
    "test 19: Windows' own": [
      'CON',
      'con',
      'nul.txt',
      'NUL%20.txt',
      'a/aux',
      'aux/a',
      'COM1',
      'com%C2%B9.log',
      'CONIN$',
      'a.',
      'a%20',
      'a./b',
      'a%20/b',
      '...',
      'f.txt:s',
      'f::$DATA',
      'PROGRA~1',
      'a/PROGRA~1.TXT',
    ],
    'where half-written files wait': ['.incoming', '.incoming/x', '.INCOMING/x', './.incoming/x', '.%69ncoming/x'],
  };
  for (const [name, paths] of Object.entries(refused)) {
    test(`${name}: refused wherever it is named`, async () => {
      const served = await serveWatched();
      const names = await fillStore(served);
      const [before, rows] = [served.files(), served.rows()];
      // Inside of a run or a model, the folder of half-written files is a name like any other.
      const places = (await pathPlaces()).filter(({ argument }) => argument === '*' || !name.startsWith('where'));
      expect(places.map((place) => place.argument)).toContain('*');
      const noParts = places.filter(({ route }) => !/\/(mpu|presigned)\//.test(route.path));
      const wrong = [];
      for (const encoded of paths) wrong.push(...(await exceptions(served, noParts, names, encoded, INVALID)));
      expect(wrong).toEqual([]);
      expect([served.files(), served.rows()]).toEqual([before, rows]);
    });
  }
});

test('test 16: an MLflow 2 model says its folder with the same rules', async () => {
  const served = await serveWatched();
  const { run_id: runId } = await fillStore(served);
  const statuses = [];
  for (const folder of ['../x', '/etc', 'C:/x', 'a/../../x', '%2e%2e/x', 'a\0b', 'nul', 'file:///etc']) {
    const model = { artifact_path: folder, flavors: {}, run_id: runId, utc_time_created: 'x' };
    const body = { run_id: String(runId), model_json: JSON.stringify(model) };
    statuses.push((await served.call('POST', 'runs/log-model', body))[0]);
  }
  expect(new Set(statuses)).toEqual(new Set([400]));
});

/** Plants the same entries into the artifacts, into those of a run and into those of a logged model. */
function plant(served: Watched, names: Names, entries: Readonly<Record<string, string>>): void {
  const root = path.join(served.directory, 'artifacts');
  const run = String(names['run_id']);
  for (const folder of ['', `0/${run}/artifacts`, `0/models/${String(names['model_id'])}/artifacts`]) {
    for (const [name, target] of Object.entries(entries)) symlinkSync(target, path.join(root, folder, name));
  }
}

test('test 20: links inside the artifacts are no way out, whatever they show', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const outside = tempFolder();
  writeFileSync(path.join(outside, 'file'), 'alive');
  plant(served, names, {
    folder: outside,
    relative: path.relative(path.join(served.directory, 'artifacts'), outside),
    dangling: path.join(outside, 'new'),
    leaf: path.join(outside, 'file'),
    loop: 'loop',
    up: '..',
    proc: '/proc/self/root',
  });
  const before = served.files();
  const places = (await pathPlaces()).filter(
    ({ route }) => !/\/(mpu|presigned)\//.test(route.path) && !/presigned/.test(route.path),
  );
  const inside = places.filter(({ route }) => route.method !== 'DELETE');
  const wrong = [];
  for (const link of ['folder/file', 'folder/new', 'up/x', 'relative/file', 'proc/etc/passwd', 'loop/x', 'leaf/x']) {
    wrong.push(...(await exceptions(served, places, names, link, REFUSED)));
  }
  for (const link of ['folder', 'dangling', 'leaf', 'loop', 'up'])
    wrong.push(...(await exceptions(served, inside, names, link, REFUSED)));
  expect(wrong).toEqual([]);
  expect(served.files()).toEqual(before);
  expect(readdirSync(outside)).toEqual(['file']);
  expect(readFileSync(path.join(outside, 'file'), 'utf8')).toBe('alive');
});

test.runIf(process.platform !== 'win32')('test 20: a pipe or a socket in place of a file is never opened', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  execFileSync('mkfifo', [path.join(served.directory, 'artifacts/pipe')]);
  const proxies = (await pathPlaces()).filter(
    ({ route, argument }) => argument === '*' && ['GET', 'PUT'].includes(route.method),
  );
  const places = proxies.filter(({ route }) => !route.path.includes('presigned'));
  expect(await exceptions(served, places, names, 'pipe', INVALID)).toEqual([]);
  expect((await served.send('GET', PROXY)).text).not.toContain('pipe');
});

test('test 21: deleting takes links and not what they show, and never the root', async () => {
  const served = await serveWatched();
  const outside = tempFolder();
  mkdirSync(path.join(outside, 'deep'));
  writeFileSync(path.join(outside, 'deep/canary'), 'alive');
  await served.send('PUT', `${PROXY}/0/tree/file`, 'x');
  symlinkSync(outside, path.join(served.directory, 'artifacts/0/tree/home'));
  symlinkSync(path.join(outside, 'deep/canary'), path.join(served.directory, 'artifacts/0/tree/leaf'));
  symlinkSync(outside, path.join(served.directory, 'artifacts/0/single'));
  const roots = ['', '.', '%2e', './', '/', '//', './.', '%2f', '.%2f'];
  const refused = roots.flatMap((root) => [served.send('DELETE', `${PROXY}/${root}`)]);
  expect((await Promise.all([...refused, served.send('DELETE', PROXY)])).map((reply) => reply.status)).toEqual(
    [...roots, ''].map(() => 400),
  );
  expect((await served.send('DELETE', `${PROXY}/0/single`)).text).toBe('{}');
  expect((await served.send('DELETE', `${PROXY}/0/tree`)).text).toBe('{}');
  expect((await served.send('DELETE', `${PROXY}/0/tree`)).text).toBe('{}');
  expect((await served.send('GET', `${PROXY}?path=0`)).text).toBe('{}');
  expect(readFileSync(path.join(outside, 'deep/canary'), 'utf8')).toBe('alive');
});

test('test 24: real names come back as they went', async () => {
  const served = await serveWatched();
  const names = [
    'a b',
    ' a',
    'é漢.png',
    'e\u0301.png',
    '100%.txt',
    '100%',
    'a+b',
    'a;b',
    '#1',
    'what?',
    'a%20b',
    'a%2Fb',
    'im%step%0%x.png',
    "it's",
    'a&b=c',
    '.x',
    '~',
    '[a]{b}(c)',
    '\u{1f600}',
    '=1+1',
    '@x',
    '__proto__',
    'constructor',
  ];
  for (const name of names) {
    const target = `${PROXY}/0/dir/${encodeURIComponent(name).replaceAll('%2B', '+')}`;
    expect([name, (await served.send('PUT', target, `content of ${name}`)).status]).toEqual([name, 200]);
    expect((await served.send('GET', target)).text).toBe(`content of ${name}`);
  }
  const listed = JSON.parse((await served.send('GET', `${PROXY}?path=0%2Fdir`)).text) as { files: { path: string }[] };
  expect(listed.files.map((file) => file.path).toSorted()).toEqual(names.toSorted());
  for (const name of names) await served.send('DELETE', `${PROXY}/0/dir/${encodeURIComponent(name)}`);
  expect((await served.send('GET', `${PROXY}?path=0%2Fdir`)).text).toBe('{}');
});

test('test 25: a file comes as an attachment that no browser runs, from every route that gives files', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const odd = 'é "x" 100%.html';
  const { artifacts } = served.stores.store;
  const roots = ['', `0/${String(names['run_id'])}/artifacts/`, `0/models/${String(names['model_id'])}/artifacts/`];
  for (const root of roots) await artifacts.write(root + odd, 'f');
  const places = (await pathPlaces()).filter(
    ({ route }) => route.method === 'GET' && !/list$|directories$|presigned|artifacts$/.test(route.path),
  );
  expect(places.length).toBeGreaterThanOrEqual(2);
  for (const { route, argument, fields } of places) {
    // The files of a trace are called by ids.
    const name = route.path.includes('trace') ? ATTACHMENT : odd;
    const rest = argument === '*' ? encodeURIComponent(name) : undefined;
    const { target } = requestOf(route, names, argumentsFor(fields, names, { [argument]: name }), rest);
    const { headers, text } = await served.send('GET', target);
    expect([target, text, headers]).toEqual([
      target,
      'f',
      expect.objectContaining({
        'content-type': 'application/octet-stream',
        'content-length': '1',
        'content-disposition':
          name === odd
            ? `attachment; filename="_ _x_ 100_.html"; filename*=UTF-8''%C3%A9%20%22x%22%20100%25.html`
            : `attachment; filename=${name}`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
      }),
    ]);
  }
});

test('test 26: an upload that is cut leaves the old content and no half', async () => {
  const served = await serveWatched();
  await served.send('PUT', `${PROXY}/0/model.bin`, 'old content');
  const incoming = path.join(served.directory, 'artifacts/.incoming');
  const head = `PUT ${PROXY}/0/model.bin HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nAuthorization: Bearer ${TOKEN}\r\n`;
  const halves = {
    'with a length': 'Content-Length: 1000000\r\n\r\n',
    chunked: 'Transfer-Encoding: chunked\r\n\r\nf4240\r\n',
  };
  for (const how of Object.values(halves)) {
    const socket = connect(served.port, '127.0.0.1');
    socket.on('error', () => undefined).write(head + how + 'x'.repeat(500_000));
    await expect.poll(() => readdirSync(incoming), { timeout: 20_000 }).toHaveLength(1);
    socket.destroy();
    await expect.poll(() => readdirSync(incoming), { timeout: 20_000 }).toEqual([]);
    expect((await served.send('GET', `${PROXY}/0/model.bin`)).text).toBe('old content');
  }
  expect(served.lines).toEqual([1, 2].map(() => expect.stringMatching(/^PUT .*model\.bin was cut off: /)));
});

test('test 27: of several uploads to one path one arrives whole, and readers never see a mixture', async () => {
  const served = await serveWatched();
  const contents = ['a', 'b', 'c', 'd'].map((letter, index) => letter.repeat(1_000_000 + index * 100_000));
  await served.send('PUT', `${PROXY}/0/x`, contents[0]);
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const whole = new Set(contents.map(digest));
  const written = new AbortController();
  const read = async (): Promise<readonly string[]> => {
    const seen: string[] = [];
    while (!written.signal.aborted) seen.push(digest((await served.send('GET', `${PROXY}/0/x`)).text));
    return seen;
  };
  const reading = [read(), read()];
  for (let round = 0; round < 3; round++)
    await Promise.all(contents.map((content) => served.send('PUT', `${PROXY}/0/x`, content)));
  written.abort();
  const seen = (await Promise.all(reading)).flat();
  expect(seen.filter((one) => !whole.has(one))).toEqual([]);
  expect(whole).toContain(digest((await served.send('GET', `${PROXY}/0/x`)).text));
  expect(readdirSync(path.join(served.directory, 'artifacts/.incoming'))).toEqual([]);
});

test('test 27: uploads, lists and deletions of one place at the same time are all answered', async () => {
  const served = await serveWatched();
  const work = Array.from({ length: 40 }, async (_, index) => [
    await served.send('PUT', `${PROXY}/0/d/e/${index % 3}`, 'x'.repeat(index * 1000)),
    await served.send('GET', `${PROXY}?path=0/d/e`),
    await served.send('DELETE', `${PROXY}/0/d${index % 2 ? '/e' : ''}`),
    await served.send('GET', `${PROXY}/0/d/e/${index % 3}`),
  ]);
  const statuses = new Set((await Promise.all(work)).flat().map((reply) => reply.status));
  expect([...statuses].filter((status) => ![200, 404].includes(status))).toEqual([]);
});

test('test 28: uploads in parts are not offered, in the words that make a client send the file whole', async () => {
  const served = await serveWatched();
  const replies = await Promise.all(
    ['create', 'complete', 'abort'].map((step) =>
      served.send('POST', `/api/2.0/mlflow-artifacts/mpu/${step}/0/x`, '{}', { 'Content-Type': 'application/json' }),
    ),
  );
  const message = 'Multipart upload is not supported for the current artifact repository';
  expect(replies.map(({ status, text }) => [status, JSON.parse(text)])).toEqual(
    replies.map(() => [501, { error_code: 'NOT_IMPLEMENTED', message }]),
  );
  expect((await served.send('GET', '/api/2.0/mlflow-artifacts/presigned/0/x')).status).toBe(501);
});
