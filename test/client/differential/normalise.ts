import { stringifyJson } from '../../../src/model/json.ts';

/** What a value may differ in between two servers that behave alike: random ids, times, addresses. */
export class Normaliser {
  readonly #symbols: ReadonlyMap<string, string>;
  readonly #ids = new Map<string, string>();

  /** `symbols` are texts of one side with what stands for them on both, for example an address. */
  constructor(symbols: ReadonlyMap<string, string>) {
    this.#symbols = symbols;
  }

  /** A JSON value with ids numbered in the order they are met. Lists of keys have no order in the protocol. */
  value(value: unknown, field = ''): unknown {
    if (typeof value === 'string') return field.endsWith('page_token') ? '<token>' : this.text(value);
    if (typeof value === 'number') return isTime(value) ? '<ms>' : value;
    if (Array.isArray(value)) return this.#list(value, field);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]) => [this.text(key), this.value(inner, key)] as const);
    // An evaluation dataset's digest is one of its name and of when it was changed.
    const ofTime = 'dataset_id' in value && 'digest' in value ? { digest: '<digest>' } : {};
    return { ...Object.fromEntries(entries), ...ofTime };
  }

  text(text: string): string {
    let plain = text;
    for (const [found, symbol] of this.#symbols) plain = plain.replaceAll(found, symbol);
    return (
      plain
        .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>')
        .replace(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/g, (id) => this.#numbered(id))
        .replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d([.,]\d+)?(Z|\+00:00)?/g, '<time>')
        .replace(/(?<!\d)1[789]\d{11}(?!\d)/g, '<ms>')
        .replace(/^[a-z]+-[a-z]+-\d{1,4}$/, '<random name>')
        // Python's sets come in another order in every process.
        .replace(
          /\{('[^'{}]*'(?:, '[^'{}]*')*)\}/g,
          (_, items: string) => `{${items.split(', ').toSorted().join(', ')}}`,
        )
    );
  }

  #numbered(id: string): string {
    const known = this.#ids.get(id) ?? `<id ${this.#ids.size + 1}>`;
    this.#ids.set(id, known);
    return known;
  }

  #list(items: readonly unknown[], field: string): readonly unknown[] {
    const plain = items.map((item) => this.value(item, field));
    const identities = plain.map((item) => identity(item, field));
    // The points of one metric have an order.
    const isSet = !identities.includes(undefined) && (new Set(identities).size > 1 || field !== 'metrics');
    const order = (item: unknown): string => `${identity(item, field)} ${stringifyJson(item)}`;
    return isSet ? plain.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)) : plain;
  }
}

/** What tells the entries of a list without an order apart: params, tags, last metrics, aliases, models of a run. */
function identity(item: unknown, field: string): string | undefined {
  if (field === 'aliases' && typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null) return undefined;
  const { key, alias, model_id: model, current_stage: stage } = item as Readonly<Record<string, unknown>>;
  const name = key ?? alias ?? model;
  if (field === 'latest_versions') return String(stage);
  return typeof name === 'string' ? name : undefined;
}

/** Milliseconds of these decades. */
const isTime = (value: number): boolean => Number.isInteger(value) && value > 1.7e12 && value < 2.2e12;
