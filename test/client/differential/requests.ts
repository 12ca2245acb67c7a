import { parseJson, stringifyJson } from '../../../src/model/json.ts';
import { differences, type Difference, type Place } from './difference.ts';
import { Normaliser } from './normalise.ts';
import type { Side } from './servers.ts';

/** A request made by hand. `{name}` stands for what an earlier request kept under this name. */
export interface Request {
  readonly method: string;
  /** Below `/api/2.0/mlflow/`, or whole from a slash on. */
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of a body. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Names for values of the answer's body, each with its path. */
  readonly keep?: Readonly<Record<string, string>>;
  /** Why it is sent, where a reader would wonder; allowed differences may name it. */
  readonly about?: string;
}

/** Requests about one topic, played in this order on both sides. */
export interface Table {
  readonly name: string;
  readonly requests: readonly Request[];
}

type Fields = Readonly<Record<string, unknown>>;

export const get = (path: string, query: Fields = {}): Request => ({ method: 'GET', path, query });
export const post = (path: string, body: unknown = {}): Request => ({ method: 'POST', path, body });
export const patch = (path: string, body: unknown = {}): Request => ({ method: 'PATCH', path, body });
export const remove = (path: string, body: unknown = {}): Request => ({ method: 'DELETE', path, body });
export const keep = (request: Request, kept: Readonly<Record<string, string>>): Request => ({ ...request, keep: kept });
export const put = (path: string, raw: string): Request => ({ method: 'PUT', path, raw });
export const about = (text: string, request: Request): Request => ({ ...request, about: text });

/** A run of its own in the experiment kept as `experiment`. */
export const newRun = (name = 'run', fields: Fields = {}): Request =>
  keep(post('runs/create', { experiment_id: '{experiment}', ...fields }), { [name]: 'run.info.run_id' });

/** An experiment of its own, kept as `experiment`. */
export const newExperiment = (name: string, fields: Fields = {}): Request =>
  keep(post('experiments/create', { name, ...fields }), { experiment: 'experiment_id' });

/** Plays a table on both sides, request by request, and gives every difference. */
export async function compareTable(table: Table, mlflow: Side, ours: Side): Promise<readonly Difference[]> {
  const players = [new Player(mlflow), new Player(ours)] as const;
  const found: Difference[] = [];
  for (const request of table.requests) {
    const [theirs, our] = await Promise.all([players[0].play(request), players[1].play(request)]);
    const place = {
      where: `requests > ${table.name}${request.about === undefined ? '' : ` > ${request.about}`}`,
      call: `${request.method} ${request.path}`,
      sent: request.raw ?? stringifyJson(request.body ?? request.query),
      status: { mlflow: theirs.status, ours: our.status },
      text: { mlflow: stringifyJson(theirs.body), ours: stringifyJson(our.body) },
    };
    found.push(...compareAnswers(place, theirs, our));
  }
  return found;
}

/** Answers of two statuses have nothing in common that would be worth a difference each. */
function compareAnswers(place: Place, mlflow: Answered, ours: Answered): readonly Difference[] {
  if (mlflow.status === ours.status) return differences(place, mlflow, ours, 'answer');
  return [{ ...place, path: 'answer', mlflow, ours }];
}

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

class Player {
  readonly #side: Side;
  readonly #kept = new Map<string, string>();

  constructor(side: Side) {
    this.#side = side;
  }

  async play(request: Request): Promise<Answered> {
    const { method, headers } = request;
    const { body, type } = this.#content(request);
    const sent = body === undefined ? {} : { body };
    const response = await fetch(this.#address(request), {
      method,
      // MLflow's server answers at once on a new connection, and 40 ms later on a kept one.
      headers: { Connection: 'close', 'Content-Type': type, ...this.#side.headers, ...headers },
      ...sent,
    });
    const text = await response.text();
    const given = text === '' ? '' : parsed(text);
    for (const [name, path] of Object.entries(request.keep ?? {})) this.#keep(name, path, given);
    const symbols = new Map([...this.#kept].map(([name, value]) => [value, `{${name}}`] as const));
    const long = new Map([...symbols].filter(([value]) => value.length > 6));
    const plain = new Normaliser(long).value(withSymbols(given, symbols));
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: plain };
  }

  #content({ method, body, raw }: Request): { body: string | undefined; type: string } {
    const type = 'application/json';
    if (raw !== undefined) return { body: this.#filled(raw), type };
    return { body: method === 'GET' || body === undefined ? undefined : this.#filled(stringifyJson(body)), type };
  }

  #address({ path, query }: Request): string {
    const whole = path.startsWith('/') ? path : `/api/2.0/mlflow/${path}`;
    const pairs = Object.entries(query ?? {}).flatMap(([key, value]) =>
      (Array.isArray(value) ? (value as unknown[]) : [value]).map(
        (one) => `${encodeURIComponent(key)}=${encodeURIComponent(this.#filled(String(one)))}`,
      ),
    );
    return this.#side.uri + this.#filled(whole) + (pairs.length === 0 ? '' : `?${pairs.join('&')}`);
  }

  #filled(text: string): string {
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => this.#kept.get(name) ?? whole);
  }

  #keep(name: string, path: string, given: unknown): void {
    const value = path.split('.').reduce<unknown>((inner, step) => (inner as Fields | undefined)?.[step], given);
    this.#kept.set(name, typeof value === 'string' ? value : `nothing kept as ${name}`);
  }
}

/** Ids of experiments are short numbers: they are only replaced where one stands alone, or in an address of files. */
function withSymbols(value: unknown, symbols: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withSymbols(item, symbols));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'experiment_id' ? experiment(inner, symbols) : withSymbols(inner, symbols),
      ]),
    );
  }
  if (typeof value !== 'string') return value;
  return value.replace(/(mlflow-artifacts:\/)(\d+)/g, (whole, head: string, id: string) =>
    id === '0' ? whole : head + (symbols.get(id) ?? '<another experiment>'),
  );
}

/** Experiments that the table did not make have other numbers when other tables made more of them on one side. */
function experiment(id: unknown, symbols: ReadonlyMap<string, string>): unknown {
  const known = symbols.get(String(id));
  return known ?? (id === '0' || typeof id !== 'string' ? id : '<another experiment>');
}

function parsed(text: string): unknown {
  try {
    // MLflow writes NaN bare in some answers, which is no JSON.
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
