import { tokenize, type Token, type TokenKind } from './tokens.ts';

type ClauseKind = TokenKind | 'identifier' | 'parenthesis' | 'function' | 'operation' | 'comparisons' | 'list' | 'rest';

/** What stands together in a filter, as far as MLflow's SQL parser sees it; `text` is the source of all of it. */
export interface Clause {
  readonly kind: ClauseKind;
  readonly text: string;
  /** Of a comparison: its two sides and what stands between them. */
  readonly parts?: readonly [left: Clause, operator: Clause, right: Clause];
}

/**
 * Groups a text the way MLflow's SQL parser does, which is what decides between a comparison and a clause it refuses.
 * White space between clauses is dropped. Undefined where the text is too long or too deeply nested to be looked at.
 */
export function clausesOf(source: string): readonly Clause[] | undefined {
  let clauses = parenthesized(tokenize(source));
  if (!clauses || clauses.length > MAX_CLAUSES) return undefined;
  for (const pass of PASSES) clauses = pass(clauses);
  return clauses.filter((clause) => clause.kind !== 'space');
}

const MAX_CLAUSES = 10_000;
const MAX_DEPTH = 100;

/** Parentheses that close; inside of them nothing is looked at. */
function parenthesized(tokens: readonly Token[]): readonly Clause[] | undefined {
  const clauses: Clause[] = [];
  const open: number[] = [];
  for (const token of tokens) {
    clauses.push(token);
    if (token.text === '(' && open.push(clauses.length - 1) > MAX_DEPTH) return undefined;
    const start = token.text === ')' ? open.pop() : undefined;
    if (start !== undefined) merge(clauses, start, 'parenthesis');
  }
  return clauses;
}

/** Replaces the clauses from `start` by one. */
function merge(clauses: Clause[], start: number, kind: ClauseKind): Clause {
  const pieces = clauses.splice(start);
  const merged = { kind, text: pieces.map((piece) => piece.text).join('') };
  clauses.push(merged);
  return merged;
}

/** From WHERE on everything is one clause. */
function where(clauses: readonly Clause[]): readonly Clause[] {
  const start = clauses.findIndex((clause) => clause.kind === 'keyword' && /^where$/i.test(clause.text));
  if (start < 0) return clauses;
  const kept = [...clauses];
  merge(kept, start, 'rest');
  return kept;
}

const isOf =
  (...kinds: readonly ClauseKind[]) =>
  (clause: Clause | undefined): boolean =>
    clause !== undefined && kinds.includes(clause.kind);

/** Names with what follows their dots, functions with their arguments. */
function identifiers(clauses: readonly Clause[]): readonly Clause[] {
  const grouped: Clause[] = [];
  for (const clause of clauses) {
    const last = lastVisible(grouped);
    const previous = grouped[last];
    if (clause.kind === 'parenthesis' && previous?.kind === 'name') add(grouped, clause, last, 'function');
    else if (clause.text === '.' && isOf('name', 'symbol', 'identifier', 'function')(previous)) {
      add(grouped, clause, last, 'identifier');
    } else if (previous?.text.endsWith('.') && previous.kind === 'identifier' && AFTER_DOT(clause)) {
      add(grouped, clause, last, 'identifier');
    } else if (clause.text === ']' && closesIndex(grouped)) {
      add(grouped, clause, grouped.length - 3, 'identifier');
    } else grouped.push(clause);
  }
  return grouped.map((clause) => (isOf('name', 'symbol')(clause) ? { ...clause, kind: 'identifier' } : clause));
}

const AFTER_DOT = (clause: Clause): boolean =>
  clause.text === '*' || isOf('name', 'symbol', 'text', 'function')(clause);

const closesIndex = (clauses: readonly Clause[]): boolean =>
  clauses.at(-2)?.text === '[' && isOf('identifier', 'name')(clauses.at(-3));

function add(clauses: Clause[], clause: Clause, start: number, kind: ClauseKind): void {
  clauses.push(clause);
  merge(clauses, start, kind);
}

const lastVisible = (clauses: readonly Clause[]): number => clauses.findLastIndex((clause) => clause.kind !== 'space');

/** A pass that makes one clause of two with something in between, from the left. */
function joining(
  kind: ClauseKind,
  isMiddle: (clause: Clause) => boolean,
  isLeft: (clause: Clause | undefined) => boolean,
  isRight = isLeft,
): (clauses: readonly Clause[]) => readonly Clause[] {
  return (clauses) => {
    const grouped: Clause[] = [];
    let taken = -1;
    clauses.forEach((clause, index) => {
      if (index <= taken) return;
      grouped.push(clause);
      if (!isMiddle(clause)) return;
      const left = lastVisible(grouped.slice(0, -1));
      const right = clauses.findIndex((next, at) => at > index && next.kind !== 'space');
      const [first, last] = [grouped[left], clauses[right]];
      if (!first || !last || !isLeft(first) || !isRight(last)) return;
      grouped.push(...clauses.slice(index + 1, right + 1));
      const { text } = merge(grouped, left, kind);
      grouped[grouped.length - 1] = { kind, text, parts: [first, clause, last] };
      taken = right;
    });
    return grouped;
  };
}

/** A pass that makes one clause of two that follow each other. */
function following(
  kind: ClauseKind,
  isFirst: (clause: Clause | undefined) => boolean,
  isSecond: (clause: Clause | undefined) => boolean,
): (clauses: readonly Clause[]) => readonly Clause[] {
  return (clauses) => {
    const grouped: Clause[] = [];
    for (const clause of clauses) {
      const last = lastVisible(grouped);
      if (isFirst(grouped[last]) && isSecond(clause)) add(grouped, clause, last, kind);
      else grouped.push(clause);
    }
    return grouped;
  };
}

const OPERANDS = ['identifier', 'parenthesis', 'function', 'operation', 'number', 'text', 'placeholder'] as const;
const isOperand = isOf(...OPERANDS);
const isNull = (clause: Clause | undefined): boolean => clause?.kind === 'keyword' && /^null$/i.test(clause.text);
const isComma = (clause: Clause): boolean => clause.text === ',';

const PASSES: readonly ((clauses: readonly Clause[]) => readonly Clause[])[] = [
  where,
  identifiers,
  following('identifier', isOf('identifier', 'number'), isOf('order')),
  joining('identifier', (clause) => clause.text === '::', isOperand, isOf(...OPERANDS, 'type')),
  following('operation', isOf('type'), isOf('text')),
  joining('operation', isOf('operator'), isOperand),
  joining('comparisons', isOf('comparison'), (clause) => isOperand(clause) || isNull(clause)),
  following(
    'identifier',
    isOf('parenthesis', 'function', 'identifier', 'operation', 'comparisons'),
    isOf('identifier'),
  ),
  joining('list', isComma, isOf(...OPERANDS, 'comparisons', 'list', 'keyword')),
];
