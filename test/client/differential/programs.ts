import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { parseJson, stringifyJson } from '../../../src/model/json.ts';
import type { PythonEnvironment } from '../../harness/parts.ts';
import { differences, type Difference } from './difference.ts';
import { Normaliser } from './normalise.ts';
import type { Exchange } from './recorder.ts';
import type { PlayedCase, Side } from './servers.ts';

/** A program's cases as one side played them. */
export interface Played {
  readonly side: Side;
  readonly cases: Readonly<Record<string, PlayedCase>>;
}

/** What went wrong in the programs themselves: each case with its traceback. */
export function crashes({ cases }: Played): string {
  const tracebacks = Object.entries(cases).flatMap(([name, { returned }]) => {
    const { crashed } = (returned ?? {}) as { readonly crashed?: string };
    return crashed === undefined ? [] : [`${name}:\n${crashed}`];
  });
  return tracebacks.join('\n');
}

interface Call {
  readonly name: string;
  readonly sent: string;
  readonly status: number;
  /** The answer's body, as text. */
  readonly answer: string;
  readonly fields: unknown;
}

const HEADERS = ['content-type', 'content-disposition', 'content-range', 'accept-ranges', 'x-content-type-options'];

/** Every difference between the two sides in one case of a program: what the client returned, and each call. */
export function compareCase(
  client: PythonEnvironment,
  name: string,
  mlflow: Played,
  ours: Played,
): readonly Difference[] {
  const where = `${client} > ${name}`;
  const [theirCase, ourCase] = [read(mlflow, name), read(ours, name)];
  const place = { where, call: 'returned', sent: '', status: { mlflow: 0, ours: 0 }, text: { mlflow: '', ours: '' } };
  const returned = differences(place, theirCase.returned, ourCase.returned, 'returned');
  return [...returned, ...compareCalls(where, theirCase, ourCase)];
}

interface Case {
  readonly returned: unknown;
  readonly inOrder: readonly Call[];
  readonly others: readonly Call[];
}

function read({ side, cases }: Played, name: string): Case {
  const symbols = new Map([
    [side.recorderUri, '<server>'],
    [side.folder, '<folder>'],
  ]);
  const normaliser = new Normaliser(symbols);
  const uploads = new Map<string, string>();
  const toCall = (exchange: Exchange): Call => readCall(exchange, normaliser, uploads);
  const exchanges = side.recorder.of(name);
  // Ids are numbered as they are met: first in the calls that have an order.
  const inOrder = exchanges.filter((exchange) => exchange.inOrder).map(toCall);
  const others = exchanges.filter((exchange) => !exchange.inOrder).map(toCall);
  const returned = normaliser.value(cases[name]?.returned);
  const calls = cases[name]?.calls;
  if (calls === 'none') return { returned, inOrder: [], others: [] };
  return calls === 'kinds'
    ? { returned, inOrder: [], others: kinds([...inOrder, ...others]) }
    : { returned, inOrder, others };
}

/** Which calls there were, and how they ended: all that is the same in cases whose calls depend on the time. */
function kinds(calls: readonly Call[]): readonly Call[] {
  const named = calls.map(({ name, status }): [string, Call] => {
    const kind = name.replace(/\?.*|%3Cms%3E.*|<ms>.*/, '');
    return [`${kind} ${status}`, { name: kind, sent: '', status, answer: '', fields: { status } }];
  });
  return [...new Map(named).values()];
}

/** Background threads send in any order: there, calls are held against each other by what they say. */
function compareCalls(where: string, mlflow: Case, ours: Case): readonly Difference[] {
  const byRequest = (calls: readonly Call[]): readonly Call[] =>
    calls.toSorted((a, b) => (`${a.name} ${a.sent}` < `${b.name} ${b.sent}` ? -1 : 1));
  return [
    ...compareInOrder(where, mlflow.inOrder, ours.inOrder),
    ...compareInOrder(`${where} (background)`, byRequest(mlflow.others), byRequest(ours.others)),
  ];
}

function compareInOrder(where: string, mlflow: readonly Call[], ours: readonly Call[]): readonly Difference[] {
  const found: Difference[] = [];
  for (let index = 0; index < Math.max(mlflow.length, ours.length); index++) {
    const [theirs, our] = [mlflow[index], ours[index]];
    const place = {
      where,
      call: `call ${index + 1}, ${theirs?.name ?? our?.name ?? ''}`,
      sent: theirs?.sent ?? our?.sent ?? '',
      status: { mlflow: theirs?.status ?? 0, ours: our?.status ?? 0 },
      text: { mlflow: theirs?.answer ?? '', ours: our?.answer ?? '' },
    };
    // After another call everything is shifted, and would only repeat what is said here.
    if (theirs?.name !== our?.name) {
      return [...found, { ...place, path: 'the call itself', mlflow: theirs?.name, ours: our?.name }];
    }
    found.push(...differences(place, theirs?.fields, our?.fields, 'exchange'));
  }
  return found;
}

function readCall(exchange: Exchange, normaliser: Normaliser, uploads: Map<string, string>): Call {
  const { method, target, status, headers, requestBody, body } = exchange;
  const name = `${method} ${normaliser.text(readable(target).replace(/(page_token=)[^&]+/, '$1<token>'))}`;
  const isFile = target.includes('/mlflow-artifacts/artifacts/');
  const put = isFile && method === 'PUT';
  if (put) uploads.set(hash(requestBody), 'a file that was uploaded');
  const request = put ? content(requestBody, normaliser, uploads) : json(requestBody, normaliser);
  const answer =
    isFile && method === 'GET' && status === 200 ? content(body, normaliser, uploads) : json(body, normaliser);
  const kept = Object.fromEntries(HEADERS.map((header) => [header, headers[header] as string | undefined]));
  const fields = { request, status, headers: normaliser.value(kept), body: answer };
  return { name, sent: stringifyJson(request), status, answer: stringifyJson(answer), fields };
}

function json(body: Buffer, normaliser: Normaliser): unknown {
  if (body.length === 0) return '';
  try {
    return normaliser.value(parseJson(body.toString('utf8')));
  } catch (error) {
    if (error instanceof SyntaxError) return normaliser.text(body.toString('utf8'));
    throw error;
  }
}

/** A file: its text, or for anything else whether it is one that was uploaded. */
function content(body: Buffer, normaliser: Normaliser, uploads: ReadonlyMap<string, string>): string {
  if (isUtf8(body) && !body.includes(0)) return normaliser.text(body.toString('utf8'));
  return uploads.get(hash(body)) ?? `${body.length} bytes that nobody uploaded`;
}

/** An address without its escapes: ids and times in it are found as such. */
const readable = (target: string): string => decodeURIComponent(target.replaceAll('+', ' '));

const hash = (body: Buffer): string => createHash('sha256').update(body).digest('hex');
