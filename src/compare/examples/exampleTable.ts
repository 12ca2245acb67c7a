import { mergeOrder } from '../align.ts';
import type { ValueCell } from '../comparison.ts';
import { isScalar, JsonTokens } from '../texts/prettyJson.ts';

/** An input example that is a table: names of columns, and rows of cells as they are shown. */
export interface ExampleTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
}

/** Larger ones are shown as JSON alone. */
const MAX_CELLS = 100_000;

/**
 * The table in a saved input example: `{"columns": [...], "data": [[...], ...]}`, a list of flat objects, or an object
 * of equally long lists. Null for every other shape, and for tables too large to show.
 */
export function readTable(text: string): ExampleTable | null {
  const reader = new TableReader(new JsonTokens(text));
  return /^\s*\[/.test(text) ? reader.records() : reader.split();
}

interface Cell {
  readonly text: string;
  readonly flat: boolean;
}

class TableReader {
  readonly #tokens: JsonTokens;
  #at = 0;
  #cells = 0;

  constructor(tokens: JsonTokens) {
    this.#tokens = tokens;
  }

  /** A list of objects of plain values; columns in the order in which they appear. */
  records(): ExampleTable | null {
    const columns = new Map<string, number>();
    const rows: string[][] = [];
    const read = this.#each('[', ']', () => {
      const row: string[] = [];
      rows.push(row);
      return this.#members((name) => {
        const cell = this.#cell();
        const place = columns.get(name) ?? columns.size;
        if (!cell?.flat || row[place] !== undefined) return false;
        columns.set(name, place);
        row[place] = cell.text;
        return true;
      });
    });
    if (!read || rows.length === 0 || columns.size === 0 || !this.#tokens.endAt(this.#at)) return null;
    return {
      columns: [...columns.keys()],
      rows: rows.map((row) => Array.from(columns.values(), (place) => row[place])),
    };
  }

  /** An object: of the parts of a data frame, or of columns. */
  split(): ExampleTable | null {
    const members = new Map<string, readonly (Cell | readonly Cell[])[]>();
    const read = this.#members((name) => {
      const rows: (Cell | readonly Cell[])[] = [];
      const done = this.#each('[', ']', () => {
        const row = this.#row();
        if (row) rows.push(row);
        return row !== null;
      });
      if (!done || members.has(name)) return false;
      members.set(name, rows);
      return true;
    });
    if (!read || members.size === 0 || !this.#tokens.endAt(this.#at)) return null;
    return dataFrame(members) ?? columnLists(members);
  }

  /** One item of a list: a list of cells, or a cell. */
  #row(): Cell | readonly Cell[] | null {
    if (this.#tokens.at(this.#at) !== '[') return this.#cell();
    const cells: Cell[] = [];
    const read = this.#each('[', ']', () => {
      const cell = this.#cell();
      if (cell) cells.push(cell);
      return cell !== null;
    });
    return read ? cells : null;
  }

  #members(member: (name: string) => boolean): boolean {
    return this.#each('{', '}', () => {
      const name = this.#tokens.at(this.#at++);
      if (!name?.startsWith('"') || this.#tokens.at(this.#at++) !== ':') return false;
      return member(JSON.parse(name) as string);
    });
  }

  #each(opener: string, closer: string, item: () => boolean): boolean {
    if (this.#tokens.at(this.#at++) !== opener) return false;
    if (this.#tokens.at(this.#at) === closer) return Boolean(this.#at++);
    for (;;) {
      if (!item()) return false;
      const token = this.#tokens.at(this.#at++);
      if (token === closer) return true;
      if (token !== ',') return false;
    }
  }

  /** A value on one line, whatever is in it; null where there is none, or there were too many. */
  #cell(): Cell | null {
    const first = this.#tokens.at(this.#at);
    if (first === undefined || ++this.#cells > MAX_CELLS) return null;
    if (isScalar(first)) {
      this.#at++;
      return { text: shownScalar(first), flat: true };
    }
    let text = '';
    for (let depth = 0; ;) {
      const token = this.#tokens.at(this.#at++);
      if (token === undefined) return null;
      text += token === ',' || token === ':' ? `${token} ` : token;
      if (token === '[' || token === '{') depth++;
      if (token === ']' || token === '}') depth--;
      if (depth <= 0) return { text, flat: false };
    }
  }
}

/** Texts without their quotes, unless they read as another value then. */
function shownScalar(token: string): string {
  if (!token.startsWith('"')) return token;
  const text = JSON.parse(token) as string;
  return text === '' || /^[\s"[{]|^(?:true|false|null|NaN|-?Infinity|-?\d[\d.eE+-]*)$|\s$/.test(text) ? token : text;
}

type Members = ReadonlyMap<string, readonly (Cell | readonly Cell[])[]>;

const isCell = (item: Cell | readonly Cell[]): item is Cell => !Array.isArray(item);

function dataFrame(members: Members): ExampleTable | null {
  const data = members.get('data');
  const names = members.get('columns');
  const others = [...members.keys()].filter((name) => !['data', 'columns', 'index'].includes(name));
  if (!data || others.length > 0 || data.length === 0 || data.some(isCell)) return null;
  const rows = (data as readonly (readonly Cell[])[]).map((row) => row.map(({ text }) => text));
  const width = rows[0]?.length ?? 0;
  const columns = names
    ? names.map((name) => (isCell(name) ? name.text : ''))
    : rows[0]?.map((_, index) => String(index));
  const distinct = columns && new Set(columns).size === width && columns.length === width;
  return distinct && rows.every((row) => row.length === width) ? { columns, rows } : null;
}

function columnLists(members: Members): ExampleTable | null {
  const lists = [...members.values()];
  const height = lists[0]?.length ?? 0;
  const flat = lists.every((list) => list.length === height && list.every((item) => isCell(item) && item.flat));
  if (!flat || height === 0) return null;
  const cells = lists as readonly (readonly Cell[])[];
  return {
    columns: [...members.keys()],
    rows: Array.from({ length: height }, (_, row) => cells.map((list) => list[row]?.text)),
  };
}

/** The columns of all tables; null where an example is no table, or there is none. */
export function tableColumns(tables: readonly (ExampleTable | null | undefined)[]): readonly string[] | null {
  const there = tables.filter((table) => table !== undefined);
  if (there.length === 0 || there.includes(null)) return null;
  return mergeOrder(there.map((table) => table?.columns ?? []));
}

/** The rows of a table, each cell against that of the baseline's row at the same position. */
export function alignTable(
  columns: readonly string[],
  base: ExampleTable | null,
  here: ExampleTable,
): readonly (readonly ValueCell[])[] {
  const baseAt = columns.map((name) => base?.columns.indexOf(name) ?? -1);
  const hereAt = columns.map((name) => here.columns.indexOf(name));
  return here.rows.map((row, index) => {
    const before = base?.rows[index];
    return columns.map((_, column): ValueCell => {
      const was = before?.[baseAt[column] ?? -1];
      const text = row[hereAt[column] ?? -1];
      const change = was === text ? 'same' : was === undefined ? 'added' : text === undefined ? 'removed' : 'changed';
      return { text: text ?? null, change };
    });
  });
}
