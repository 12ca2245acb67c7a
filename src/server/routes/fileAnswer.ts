import { invalid, notFound } from '../../model/errors.ts';
import type { ArtifactFiles } from '../../store/artifacts.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from './route.ts';

/** What MLflow calls text, by the last part of a name; nothing here runs in a browser. */
const TEXT = new Set(
  'txt log err cfg conf cnf cf ini properties prop hocon toml yaml yml xml json js py py3 csv tsv md rst ipynb mlmodel mlproject'.split(
    ' ',
  ),
);
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['bmp', 'image/bmp'],
  ['mp3', 'audio/mpeg'],
  ['wav', 'audio/x-wav'],
  ['mp4', 'video/mp4'],
  ['pdf', 'application/pdf'],
  ['zip', 'application/zip'],
  ['tar', 'application/x-tar'],
]);

/**
 * A stored file as a download, or the part of it that a `Range` header asks for. Throws RESOURCE_DOES_NOT_EXIST for a
 * missing file and INVALID_PARAMETER_VALUE for a directory.
 */
export async function fileAnswer(files: ArtifactFiles, path: string, asked: string | undefined): Promise<Answer> {
  const status = await files.stat(path);
  if (!status) throw notFound(`No such artifact: '${path}'`);
  if (status.kind === 'directory') throw invalid(`'${path}' is a directory, not a file.`);
  const file = await files.open(path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const headers = {
    'Content-Type': contentType(name),
    'Content-Disposition': attachment(name),
    // What a client logged must never run in a browser, were it opened there.
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Accept-Ranges': 'bytes',
    'Last-Modified': new Date(file.modified).toUTCString(),
  };
  const range = readRange(asked, file.size);
  if (range === 'unsatisfiable') {
    await file.close();
    const size = { 'Content-Range': `bytes */${file.size}` };
    throw new Refusal(416, 'INVALID_PARAMETER_VALUE', `The file has no such bytes: it has ${file.size}.`, size);
  }
  if (!range) return { status: 200, headers: { ...headers, 'Content-Length': String(file.size) }, body: file.bytes() };
  const length = String(range.end - range.start + 1);
  const part = { 'Content-Length': length, 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` };
  return { status: 206, headers: { ...headers, ...part }, body: file.bytes(range) };
}

function contentType(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return TEXT.has(last) ? 'text/plain' : (OTHERS.get(last) ?? 'application/octet-stream');
}

/** A plain name as it is; any other twice: for readers of ASCII, and whole (RFC 6266). */
function attachment(name: string): string {
  if (/^[\w!#$&'*+.^`|~-]+$/.test(name)) return `attachment; filename=${name}`;
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
