import type { TemplateField } from './promptTemplate.ts';

/**
 * The places of the names a Jinja template takes from outside, in order, with repetitions: `user.name` for an
 * attribute. Names that the template binds itself (loop targets, `set`, macro arguments) are left out within the block
 * that binds them.
 */
export function jinjaFields(text: string): TemplateField[] {
  const scopes = new Scopes();
  return [...withoutLiterals(text).matchAll(PIECE)].flatMap(({ 0: piece, index }) => {
    const body = piece.slice(2, -2).replace(/^[-+]|[-+]$/g, '');
    const names = piece.startsWith('{%') ? tagNames(body, scopes) : freeNames(body, scopes);
    return names.map((name) => ({ name, start: index, end: index + piece.length }));
  });
}

// No piece reaches over the start of another, so a text of nothing but open braces takes one pass too.
const PIECE = /\{\{(?:(?!\{\{)[^])*?\}\}|\{%(?:(?!\{%)[^])*?%\}/g;
const COMMENT = /\{#(?:(?!\{#)[^])*?#\}/g;
const RAW = /\{%[-+]?\s*raw\s*[-+]?%\}(?:(?!\{%[-+]?\s*raw\b)[^])*?\{%[-+]?\s*endraw\s*[-+]?%\}/g;

/** Comments and `raw` blocks hold no variables: they are blanked. */
const withoutLiterals = (text: string): string => text.replace(COMMENT, blank).replace(RAW, blank);
const blank = (literal: string): string => ' '.repeat(literal.length);

/** The names bound by the template, innermost block last. */
class Scopes {
  readonly #blocks: Set<string>[] = [new Set()];
  /** In how many of the blocks a name is bound: a template may open a hundred thousand. */
  readonly #bound = new Map<string, number>();

  open(names: readonly string[]): void {
    this.#blocks.push(new Set());
    this.bind(names);
  }

  close(): void {
    if (this.#blocks.length === 1) return;
    for (const name of this.#blocks.pop() ?? []) this.#bound.set(name, (this.#bound.get(name) ?? 0) - 1);
  }

  bind(names: readonly string[]): void {
    const block = this.#blocks.at(-1);
    for (const name of names) {
      if (block === undefined || block.has(name)) continue;
      block.add(name);
      this.#bound.set(name, (this.#bound.get(name) ?? 0) + 1);
    }
  }

  has(name: string): boolean {
    return (this.#bound.get(name) ?? 0) > 0;
  }
}

const NAME = /[\p{L}_][\p{L}\p{N}\p{M}_]*/gu;
const namesIn = (text: string): string[] => text.match(NAME) ?? [];

function tagNames(body: string, scopes: Scopes): string[] {
  const [, tag = '', rest = ''] = /^\s*(\w+)([^]*)$/.exec(body) ?? [];
  switch (tag) {
    case 'for':
      return forNames(rest, scopes);
    case 'set':
      return setNames(rest, scopes);
    case 'with':
    case 'macro':
    case 'call':
      return bindingNames(tag, rest, scopes);
    case 'endfor':
    case 'endif':
    case 'endmacro':
    case 'endcall':
    case 'endwith':
      scopes.close();
      return [];
    case 'if':
      scopes.open([]);
      return freeNames(rest, scopes);
    case 'elif':
    case 'else':
      // What a branch sets is not sure to be set in another one, nor after them.
      scopes.close();
      scopes.open([]);
      return freeNames(rest, scopes);
    case 'import':
    case 'from':
      scopes.bind(importedNames(tag, rest));
      return [];
    case 'filter':
      return freeNames(rest.replace(/^\s*/, '|'), scopes);
    case 'include':
    case 'extends':
    case 'do':
    case 'autoescape':
      return freeNames(rest, scopes);
    default:
      return [];
  }
}

/** `import "f" as a`, `from "f" import b, c as d`: a, b and d. */
function importedNames(tag: 'import' | 'from', rest: string): string[] {
  const list = tag === 'import' ? rest : rest.replace(/^[^]*?\simport\s/, '');
  return list
    .replace(/\bwith(?:out)? context\b/, '')
    .split(',')
    .flatMap((part) => namesIn(part.replace(/^[^]*\sas\s/, '')).slice(-1));
}

function forNames(rest: string, scopes: Scopes): string[] {
  const [, targets = '', sequence = rest] = /^([^]*?)\sin\s([^]*)$/.exec(rest) ?? [];
  // The sequence is read outside the loop, a condition after it inside.
  const [, list = sequence, condition = ''] = /^([^]*?)\sif\s([^]*)$/.exec(sequence) ?? [];
  const outside = freeNames(list, scopes);
  scopes.open([...namesIn(targets), 'loop']);
  return [...outside, ...freeNames(condition, scopes)];
}

function setNames(rest: string, scopes: Scopes): string[] {
  const [, targets = '', value = ''] = /^([^=]*)=?([^]*)$/.exec(rest) ?? [];
  const used = freeNames(value, scopes);
  scopes.bind(namesIn(targets.replace(/\.[^,]*/g, '')));
  return used;
}

/** `with a = x`, `macro f(a, b=x)`, `call(a) f(x)`: names before `=` and macro arguments are bound in the block. */
function bindingNames(tag: 'with' | 'macro' | 'call', rest: string, scopes: Scopes): string[] {
  const [, called = '', list = '', after = ''] = /^\s*(\w*)\s*\(([^)]*)\)([^]*)$/.exec(rest) ?? [];
  if (tag === 'call' && called !== '') {
    const inside = freeNames(rest, scopes);
    scopes.open([]);
    return inside;
  }
  const bindings = (tag === 'with' ? rest : list).split(',').map((part) => part.split(/=(.*)/s));
  const used = freeNames([...bindings.map(([, value]) => value ?? ''), after].join(' , '), scopes);
  if (tag === 'macro') scopes.bind([called]);
  scopes.open([
    ...bindings.flatMap(([name]) => namesIn(name ?? '')),
    ...(tag === 'macro' ? ['caller', 'varargs', 'kwargs'] : []),
  ]);
  return used;
}

const WORDS = new Set(
  'and or not in is if else true false none True False None recursive ignore missing with without context self'.split(
    ' ',
  ),
);
const EXPRESSION =
  /"(?:\\[^]|[^"\\])*(?:"|$)|'(?:\\[^]|[^'\\])*(?:'|$)|\d[\w.]*|(?:(?<before>\||\bis\s+not\s|\bis\s|\.)\s*)?(?<path>[\p{L}_][\p{L}\p{N}\p{M}_]*(?:\.[\p{L}_][\p{L}\p{N}\p{M}_]*)*)(?<after>\s*(?:\(|=(?!=)))?/gu;

/** The names of an expression that no block binds: not filters, tests, keyword arguments, or names that are called. */
function freeNames(expression: string, scopes: Scopes): string[] {
  return [...expression.matchAll(EXPRESSION)].flatMap(({ groups }) => {
    const path = groups?.['path'];
    if (path === undefined || groups?.['before'] !== undefined) return [];
    const parts = path.split('.');
    const after = groups?.['after']?.trim();
    // A method is called on the value before it: `text.upper()` needs `text`.
    if (after === '(') parts.pop();
    const [root] = parts;
    if (root === undefined || after === '=' || WORDS.has(root) || scopes.has(root)) return [];
    return [parts.join('.')];
  });
}
