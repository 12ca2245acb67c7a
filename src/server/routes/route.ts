import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { stringifyJson } from '../../model/json.ts';
import type { Log } from '../../model/log.ts';
import type { Store } from '../../store/store.ts';
import type { Query } from '../target.ts';
import { bodyArguments, queryArguments, readArguments } from '../wire/arguments.ts';
import { JsonText } from '../wire/jsonText.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request that passed the gate. */
export interface Call {
  /** Path parameters, decoded once; `*` is what a final wildcard matched. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The whole JSON body; empty for GET and PUT. */
  readonly body: Buffer;
  /** The request itself: the body of a PUT, not read yet. */
  readonly stream: Readable;
  /** The `Range` header. */
  readonly range: string | undefined;
}

/** A body that writes itself; `destroy` is for one that is not sent. */
export interface SendingBody {
  sendTo(target: Writable): Promise<void>;
  destroy(): void;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable | SendingBody;
  /** The run that the request named or made. */
  readonly run?: string;
}

export interface Route {
  readonly method: Method;
  /** The full path as hono's router reads it, for example `/api/2.0/mlflow/runs/get`. */
  readonly path: string;
  /** Served without the token. */
  readonly open?: boolean;
  /** Takes a file as its body and not JSON; its path has no parameters. */
  readonly anyContent?: boolean;
  /** The names of the arguments it reads, in the query or in the body; those in its path stand there. */
  readonly fields?: readonly string[];
  answer(call: Call): Answer | Promise<Answer>;
}

/** What the handlers of routes work with. The store is opened when it is first asked for. */
export interface Services {
  readonly store: Store;
  readonly log: Log;
  /** Runs what answers one request; requests that arrive together share a commit, and the result comes after it. */
  grouped<T>(work: () => T | Promise<T>): Promise<T>;
}

/** A remote procedure of MLflow's protocol: named fields in, a JSON object out. */
export interface Rpc {
  readonly method: Method;
  /** Below `/api/<major>.0/mlflow/`. */
  readonly path: string;
  readonly major: 2 | 3;
  readonly fields: readonly string[];
  answer(call: Call, services: Services): Promise<Answer>;
}

/**
 * Declares a procedure: `shape` holds its fields, `handle` gives the answer's JSON object. A handler is told the
 * size of the body, for the one procedure that bounds it.
 */
export function rpc<S extends z.ZodRawShape>(
  method: Method,
  path: string,
  shape: S,
  handle: (args: z.output<z.ZodObject<S>>, services: Services, bodyBytes: number) => object | Promise<object>,
  major: 2 | 3 = 2,
): Rpc {
  const schema = z.object(shape);
  return {
    method,
    path,
    major,
    fields: Object.keys(shape),
    async answer(call, services) {
      const sent = method === 'GET' ? queryArguments(schema, call.query) : bodyArguments(call.body);
      const args = readArguments(schema, sent, call.params, call.body);
      const result = await services.grouped(() => handle(args, services, call.body.length));
      const run = method === 'GET' ? undefined : runOf(args, result);
      return run === undefined ? json(result) : { ...json(result), run };
    },
  };
}

/** What tells which run a procedure is about: its arguments name it, or its answer is the new one. */
const namesRun = z
  .object({ run_id: z.string().optional(), run_uuid: z.string().optional() })
  .transform((args) => args.run_id ?? args.run_uuid);
const madeRun = z
  .object({ run: z.object({ info: z.object({ run_id: z.string() }) }) })
  .transform(({ run }) => run.info.run_id);

function runOf(args: object, result: object): string | undefined {
  return 'run' in result ? madeRun.parse(result) : namesRun.parse(args);
}

export function json(value: object, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  const body = value instanceof JsonText ? value.text : stringifyJson(value);
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body };
}

export function plainText(body: string): Answer {
  return { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body };
}
