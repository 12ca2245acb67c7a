import { stringifyJson } from '../../model/json.ts';
import type { ColumnSpec, DataType, ParamSpec, Signature } from '../../model/signature.ts';
import type { SignatureField } from '../comparison.ts';

export const SIGNATURE_PARTS = ['inputs', 'outputs', 'params'] as const;
export type SignaturePart = (typeof SIGNATURE_PARTS)[number];

/** One row of a signature with the rows of what is inside it. Paths are unique within a part. */
export interface FieldTree {
  readonly path: string;
  /** The last step of the path: the name of the column, the property or the param. */
  readonly name: string;
  readonly field: SignatureField;
  readonly type: DataType;
  /** Of params. */
  readonly shape: string | null;
  /** Whether it has no name and is found by its position. */
  readonly positional: boolean;
  readonly children: readonly FieldTree[];
}

/** One row of a single signature, to show without a comparison. */
export interface SignatureListing extends SignatureField {
  readonly part: SignaturePart;
  readonly path: string;
  readonly depth: number;
}

/** The rows of one signature: inputs, outputs, params, each with its nested fields below it. */
export function signatureRows(signature: Signature): SignatureListing[] {
  const trees = signatureTree(signature);
  const rows: SignatureListing[] = [];
  const list = (tree: FieldTree, part: SignaturePart, depth: number): void => {
    rows.push({ part, path: tree.path, depth, ...tree.field });
    for (const child of tree.children) list(child, part, depth + 1);
  };
  for (const part of SIGNATURE_PARTS) for (const tree of trees[part]) list(tree, part, 0);
  return rows;
}

export function signatureTree(signature: Signature): Record<SignaturePart, FieldTree[]> {
  return {
    inputs: distinct((signature.inputs ?? []).map(columnTree)),
    outputs: distinct((signature.outputs ?? []).map(columnTree)),
    params: distinct((signature.params ?? []).map(paramTree)),
  };
}

function columnTree(column: ColumnSpec, position: number): FieldTree {
  const path = column.name === undefined ? `[${position}]` : pathStep(column.name);
  return {
    path,
    name: column.name ?? path,
    field: { type: typeText(column), required: column.required, default: null },
    type: column,
    shape: null,
    positional: column.name === undefined,
    children: childTrees(column, path, 1),
  };
}

function paramTree(param: ParamSpec): FieldTree {
  const path = pathStep(param.name);
  const shape = param.shape === null ? null : shapeText(param.shape);
  return {
    path,
    name: param.name,
    field: {
      type: `${typeText(param)}${shape === null ? '' : ` ${shape}`}`,
      required: null,
      default: defaultText(param.default),
    },
    type: param,
    shape,
    positional: false,
    children: childTrees(param, path, 1),
  };
}

// JSON has no text for undefined: a spec that was read without a default has none, as `null` says in MLflow.
const defaultText = (value: unknown): string => (value === undefined ? 'null' : stringifyJson(value));

/** Nobody reads deeper, and each level costs a call frame; MLmodel files with more than 60 levels are not read at all. */
const MAX_LEVELS = 1_000;
const TOO_DEEP = 'nested too deeply to show';

/** Rows below a type: properties of objects, also of those inside arrays and maps. Scalars inside need no row. */
function childTrees(outer: DataType, path: string, level: number): FieldTree[] {
  let type = outer;
  let inside = path;
  while (type.type === 'array' || type.type === 'map') {
    inside += type.type === 'array' ? '[]' : '{}';
    type = type.type === 'array' ? type.items : type.values;
  }
  if (type.type !== 'object') return [];
  return Object.entries(type.properties).map(([name, property]): FieldTree => {
    const step = `${inside}.${pathStep(name)}`;
    const deep = level >= MAX_LEVELS;
    return {
      path: step,
      name,
      field: { type: deep ? TOO_DEEP : typeText(property), required: property.required, default: null },
      type: deep ? { type: 'any' } : property,
      shape: null,
      positional: false,
      children: deep ? [] : childTrees(property, step, level + 1),
    };
  });
}

const pathStep = (name: string): string => (/^[\p{L}\p{N}_ -]+$/u.test(name) ? name : JSON.stringify(name));

/** `string`, `array<string>`, `map<object>`, `object`, `tensor float32 (-1, 4)`. */
export function typeText(outer: DataType): string {
  let type = outer;
  let before = '';
  let after = '';
  while (type.type === 'array' || type.type === 'map') {
    before += `${type.type}<`;
    after += '>';
    type = type.type === 'array' ? type.items : type.values;
  }
  const inner =
    type.type === 'tensor' ? `tensor ${type['tensor-spec'].dtype} ${shapeText(type['tensor-spec'].shape)}` : type.type;
  return before + inner + after;
}

const shapeText = (shape: readonly number[]): string => `(${shape.join(', ')})`;

/** MLflow refuses two columns of one name, a hand-written file may have them: none may hide the other. */
function distinct(trees: readonly FieldTree[]): FieldTree[] {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return trees.map((tree) => {
    let path = tree.path;
    for (let number = numbers.get(tree.path) ?? 2; taken.has(path); number++) {
      path = `${tree.path} (${number})`;
      numbers.set(tree.path, number + 1);
    }
    taken.add(path);
    return path === tree.path ? tree : { ...tree, path };
  });
}
