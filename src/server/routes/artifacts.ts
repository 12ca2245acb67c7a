import { checkArtifactPath } from '../../model/artifactPath.ts';
import { invalid, notFound, UserError } from '../../model/errors.ts';
import type { ArtifactFiles } from '../../store/artifacts.ts';
import { fileInfoJson, listFiles } from './files.ts';
import { json, rpc, type Answer, type Call, type Route, type Rpc, type Services } from './route.ts';
import { runIdOf, runIdShape } from './runFields.ts';
import { text } from '../wire/fields.ts';

export const runArtifactRoutes: readonly Rpc[] = [
  rpc('GET', 'artifacts/list', { ...runIdShape, path: text.default('') }, (args, { store }) => {
    const { artifactUri } = store.runs.info(runIdOf(args));
    return listFiles(store.artifacts, artifactUri, checkArtifactPath(args.path));
  }),
];

/** The artifact proxy: through it clients read and write every file under `mlflow-artifacts:/`. */
export function artifactProxyRoutes(services: Services): readonly Route[] {
  const handlers: readonly (Pick<Route, 'method' | 'path'> & {
    readonly answer: (call: Call, files: ArtifactFiles) => Answer | Promise<Answer>;
  })[] = [
    { method: 'GET', path: 'artifacts', answer: list },
    { method: 'GET', path: 'artifacts/*', answer: download },
    { method: 'PUT', path: 'artifacts/*', answer: upload },
    { method: 'DELETE', path: 'artifacts/*', answer: remove },
    { method: 'POST', path: 'mpu/create/*', answer: noMultipart },
    { method: 'POST', path: 'mpu/complete/*', answer: noMultipart },
    { method: 'POST', path: 'mpu/abort/*', answer: noMultipart },
    { method: 'GET', path: 'presigned/*', answer: noPresigned },
  ];
  return ['/api', '/ajax-api'].flatMap((prefix) =>
    handlers.map(({ method, path, answer }) => ({
      method,
      path: `${prefix}/2.0/mlflow-artifacts/${path}`,
      answer: (call: Call) => answer(call, services.store.artifacts),
    })),
  );
}

async function list(call: Call, files: ArtifactFiles): Promise<Answer> {
  const found = await files.list(checkArtifactPath(call.query.get('path')?.at(-1) ?? ''));
  return json(found.length === 0 ? {} : { files: found.map(fileInfoJson) });
}

async function download(call: Call, files: ArtifactFiles): Promise<Answer> {
  const path = filePath(call);
  const status = await files.stat(path);
  if (!status) throw notFound(`No such artifact: '${path}'`);
  if (status.kind === 'directory') throw invalid(`'${path}' is a directory, not a file.`);
  const file = await files.open(path);
  const headers = {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': attachment(path.slice(path.lastIndexOf('/') + 1)),
    // What a client logged must never run in a browser, were it opened there.
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Accept-Ranges': 'bytes',
    'Last-Modified': new Date(file.modified).toUTCString(),
  };
  const range = readRange(call.range, file.size);
  if (range === 'unsatisfiable') {
    await file.close();
    return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${file.size}` }, body: '' };
  }
  if (!range) return { status: 200, headers: { ...headers, 'Content-Length': String(file.size) }, body: file.read() };
  const length = String(range.end - range.start + 1);
  const part = { 'Content-Length': length, 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` };
  return { status: 206, headers: { ...headers, ...part }, body: file.read(range) };
}

async function upload(call: Call, files: ArtifactFiles): Promise<Answer> {
  await files.write(filePath(call), call.stream);
  return json({});
}

async function remove(call: Call, files: ArtifactFiles): Promise<Answer> {
  await files.delete(filePath(call));
  return json({});
}

/** The client looks for exactly this text, and then sends the file in one PUT. */
function noMultipart(): never {
  throw new UserError('NOT_IMPLEMENTED', 'Multipart upload is not supported for the current artifact repository');
}

function noPresigned(): never {
  throw new UserError('NOT_IMPLEMENTED', 'Presigned downloads are not supported for the current artifact repository');
}

function filePath(call: Call): string {
  const given = call.params['*'] ?? '';
  const path = given.endsWith('/') ? '' : checkArtifactPath(given);
  if (path === '') throw invalid('Invalid path');
  return path;
}

/** The name twice: for readers of ASCII, and whole (RFC 6266). */
function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`;
}

/** One range of bytes; several at once are answered with the whole file, as the standard allows. */
function readRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? 'unsatisfiable' : { start, end };
}
