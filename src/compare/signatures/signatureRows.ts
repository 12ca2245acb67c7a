import type { SignatureAspect, SignatureCell, SignatureField, SignatureRow } from '../comparison.ts';
import { changeOf, mergeOrder, partsDiffer } from '../align.ts';
import { gravest, RULES, type RuleId } from './signatureRules.ts';
import type { FieldTree, SignaturePart } from './signatureTree.ts';
import { outputTypeRule, paramTypeRule, typeRule } from './signatureTypes.ts';

/** One column's fields of one part; null where its signature does not have that part, or it has no signature. */
export type PartTrees = readonly FieldTree[] | null;

/** What rows are made of, one list per column of what was collected for it. */
export interface RowsOfPart {
  readonly rows: readonly SignatureRow[];
  /** Rules that hold for single fields; those that only follow from the row above are not among them. */
  readonly found: readonly (readonly FoundRule[])[];
  /** Fields that went and came in one place of the same level. */
  readonly swaps: readonly (readonly Swap[])[];
}

export interface FoundRule {
  readonly id: RuleId;
  readonly path: string;
  readonly depth: number;
  readonly before: SignatureField;
  readonly after: SignatureField;
}

export interface Swap {
  readonly gone: readonly Placed[];
  readonly come: readonly Placed[];
}

export interface Placed {
  readonly tree: FieldTree;
  /** Among the fields of its level in its own signature. */
  readonly position: number;
}

/** Aligns one part of all columns. `compared` tells of each column whether it and the baseline have a signature. */
export function alignPart(
  part: SignaturePart,
  columns: readonly PartTrees[],
  compared: readonly boolean[],
  extra: readonly (FieldRule | null)[],
): RowsOfPart {
  const alignment = new Alignment(part, columns, compared, extra);
  alignment.level(
    columns.map((trees) => trees ?? []),
    0,
    columns.map(() => null),
  );
  return alignment;
}

/** A rule that holds for the field at a path for a reason outside of it. */
export interface FieldRule {
  readonly path: string;
  readonly id: RuleId;
}

/** The rule of a row above that decides for everything below it. */
interface Above {
  readonly path: string;
  readonly id: RuleId;
}

const MISSING: SignatureField = { type: null, required: null, default: null };

class Alignment implements RowsOfPart {
  readonly rows: SignatureRow[] = [];
  readonly found: FoundRule[][];
  readonly swaps: Swap[][];
  readonly #part: SignaturePart;
  readonly #columns: readonly PartTrees[];
  readonly #compared: readonly boolean[];
  readonly #extra: readonly (FieldRule | null)[];

  constructor(
    part: SignaturePart,
    columns: readonly PartTrees[],
    compared: readonly boolean[],
    extra: readonly (FieldRule | null)[],
  ) {
    this.#part = part;
    this.#columns = columns;
    this.#compared = compared;
    this.#extra = extra;
    this.found = columns.map(() => []);
    this.swaps = columns.map(() => []);
  }

  /** Rows of one level of all columns and, below each, the rows of what is inside it. */
  level(columns: readonly (readonly FieldTree[])[], depth: number, above: readonly (Above | null)[]): void {
    const levels = columns.map((trees) => new Level(trees));
    for (const [index, path] of mergeOrder(columns.map((trees) => trees.map((tree) => tree.path))).entries()) {
      const trees = levels.map((column) => column.at(path, index));
      const [base] = trees;
      const below: (Above | null)[] = [];
      const cells = trees.map((here, column): SignatureCell => {
        if (column === 0 || !this.#compared[column]) {
          below.push(null);
          return cellOf(base, here, null);
        }
        const judged = this.#judged(column, base, here, depth, above[column] ?? null);
        below.push(judged.below);
        return cellOf(base, here, judged);
      });
      this.rows.push({ path, depth, cells, differs: partsDiffer(cells, this.#compared) });
      if (!trees.some((tree) => tree && tree.children.length > 0)) continue;
      this.level(
        trees.map((tree) => tree?.children ?? []),
        depth + 1,
        below,
      );
    }
    this.#collectSwaps(levels, above);
  }

  #judged(
    column: number,
    base: FieldTree | undefined,
    here: FieldTree | undefined,
    depth: number,
    above: Above | null,
  ): Judged {
    const changed = base && here ? changedAspects(base.field, here.field) : NOTHING;
    if (base && here ? changed.length === 0 : base === here) return above ? { ...UNCHANGED, below: above } : UNCHANGED;
    if (above) {
      const { verdict, words } = RULES[above.id];
      return { verdict, rule: `Part of ${above.path}: ${words}`, below: above };
    }
    const path = (here ?? base)?.path ?? '';
    const ids = this.#rules(column, base, here, depth, changed);
    const extra = this.#extra[column];
    if (depth === 0 && extra?.path === path) ids.push(extra.id);
    for (const id of ids) {
      this.found[column]?.push({ id, path, depth, before: base?.field ?? MISSING, after: here?.field ?? MISSING });
    }
    const decisive = gravest(ids) ?? 'type-changed';
    const decides = !base || !here || changed.includes('type');
    const { verdict, words } = RULES[decisive];
    return { verdict, rule: words, below: decides ? { path, id: decisive } : null };
  }

  /** The rules that a change of one field touches. */
  #rules(
    column: number,
    base: FieldTree | undefined,
    here: FieldTree | undefined,
    depth: number,
    changed: readonly SignatureAspect[],
  ): RuleId[] {
    if (!base || !here) return [this.#presence(column, here, depth)];
    const rules: (RuleId | null)[] = [];
    if (changed.includes('type')) rules.push(this.#typeRule(base, here, depth));
    if (changed.includes('optionality')) rules.push(this.#need(here, depth));
    if (changed.includes('default')) rules.push('param-default');
    return rules.filter((rule) => rule !== null);
  }

  #presence(column: number, here: FieldTree | undefined, depth: number): RuleId {
    if (this.#part === 'outputs') return here ? 'output-added' : 'output-removed';
    if (depth > 0) {
      if (!here) return 'property-removed';
      return here.field.required === true ? 'property-required-added' : 'property-optional-added';
    }
    if (this.#part === 'params') return here ? 'param-added' : 'param-removed';
    if (!here) return this.#columns[column] === null ? 'inputs-ended' : 'input-removed';
    const before = this.#columns[0];
    if (!before) return 'inputs-began';
    if (here.positional && before.some(({ positional }) => !positional)) return 'input-names-lost';
    if (here.type.type === 'tensor') return 'tensor-added';
    return here.field.required === true ? 'input-required-added' : 'input-optional-added';
  }

  #typeRule(base: FieldTree, here: FieldTree, depth: number): RuleId | null {
    if (this.#part === 'outputs') return outputTypeRule(base.type, here.type);
    if (depth > 0) return typeRule(base.type, here.type, 'inside');
    if (this.#part === 'inputs') return typeRule(base.type, here.type, 'column');
    return base.shape === here.shape ? paramTypeRule(base.type, here.type) : 'param-shape-changed';
  }

  #need(here: FieldTree, depth: number): RuleId {
    const required = here.field.required === true;
    if (this.#part === 'outputs') return required ? 'output-became-required' : 'output-became-optional';
    if (depth > 0) return required ? 'property-became-required' : 'property-became-optional';
    if (here.type.type === 'tensor') return 'tensor-need';
    return required ? 'input-became-required' : 'input-became-optional';
  }

  #collectSwaps(levels: readonly Level[], above: readonly (Above | null)[]): void {
    const [before] = levels;
    for (const [column, now] of levels.entries()) {
      if (column === 0 || !before || !this.#compared[column] || above[column]) continue;
      const gone = before.without(now);
      const come = gone.length === 0 ? [] : now.without(before);
      if (come.length > 0) this.swaps[column]?.push({ gone, come });
    }
  }
}

/** The fields of one level of one column, found by their paths. */
class Level {
  readonly #trees: readonly FieldTree[];
  #byPath: ReadonlyMap<string, FieldTree> | null = null;

  constructor(trees: readonly FieldTree[]) {
    this.#trees = trees;
  }

  /** `likely` is where it stands if all columns have the same fields, as they mostly do: no map is made for those. */
  at(path: string, likely: number): FieldTree | undefined {
    const tree = this.#trees[likely];
    if (tree?.path === path) return tree;
    this.#byPath ??= new Map(this.#trees.map((each) => [each.path, each] as const));
    return this.#byPath.get(path);
  }

  without(other: Level): Placed[] {
    return this.#trees.flatMap((tree, position) => (other.at(tree.path, position) ? [] : [{ tree, position }]));
  }
}

interface Judged extends Pick<SignatureCell, 'verdict' | 'rule'> {
  /** What decides for the rows below. */
  readonly below: Above | null;
}

const UNCHANGED: Judged = { verdict: 'unchanged', rule: null, below: null };

function cellOf(base: FieldTree | undefined, here: FieldTree | undefined, judged: Judged | null): SignatureCell {
  const changed = base && here ? changedAspects(base.field, here.field) : NOTHING;
  const { type, required, default: value } = here?.field ?? MISSING;
  const change = base && here ? (changed.length === 0 ? 'same' : 'changed') : changeOf(base, here);
  return {
    type,
    required,
    default: value,
    change,
    changed,
    verdict: judged?.verdict ?? null,
    rule: judged?.rule ?? null,
  };
}

const NOTHING: readonly SignatureAspect[] = [];

function changedAspects(base: SignatureField, here: SignatureField): readonly SignatureAspect[] {
  if (base.type === here.type && base.required === here.required && base.default === here.default) return NOTHING;
  const changed: SignatureAspect[] = [];
  if (base.type !== here.type) changed.push('type');
  if (base.required !== here.required) changed.push('optionality');
  if (base.default !== here.default) changed.push('default');
  return changed;
}
