import { stringifyJson } from '../model/json.ts';
import type { ColumnSpec, DataType, ParamSpec, Signature } from '../model/signature.ts';
import type { SignatureField } from './comparison.ts';

export const SIGNATURE_PARTS = ['inputs', 'outputs', 'params'] as const;
export type SignaturePart = (typeof SIGNATURE_PARTS)[number];

/** One row of a signature with the rows of what is inside it. Paths are unique within a part. */
export interface FieldTree {
  readonly path: string;
  readonly field: SignatureField;
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
  return SIGNATURE_PARTS.flatMap((part) => trees[part].flatMap((tree) => listing(tree, part, 0)));
}

const listing = (tree: FieldTree, part: SignaturePart, depth: number): SignatureListing[] => [
  { part, path: tree.path, depth, ...tree.field },
  ...tree.children.flatMap((child) => listing(child, part, depth + 1)),
];

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
    field: { type: typeText(column), required: column.required, default: null },
    children: childTrees(column, path),
  };
}

function paramTree(param: ParamSpec): FieldTree {
  const path = pathStep(param.name);
  const shape = param.shape === null ? '' : ` ${shapeText(param.shape)}`;
  return {
    path,
    field: { type: `${typeText(param)}${shape}`, required: null, default: defaultText(param.default) },
    children: childTrees(param, path),
  };
}

// JSON has no text for undefined: a spec that was read without a default has none, as `null` says in MLflow.
const defaultText = (value: unknown): string => (value === undefined ? 'null' : stringifyJson(value));

/** Rows below a type: properties of objects, also of those inside arrays and maps. Scalars inside need no row. */
function childTrees(type: DataType, path: string): FieldTree[] {
  switch (type.type) {
    case 'object':
      return Object.entries(type.properties).map(([name, property]) => {
        const inside = `${path}.${pathStep(name)}`;
        const field = { type: typeText(property), required: property.required, default: null };
        return { path: inside, field, children: childTrees(property, inside) };
      });
    case 'array':
      return childTrees(type.items, `${path}[]`);
    case 'map':
      return childTrees(type.values, `${path}{}`);
    default:
      return [];
  }
}

const pathStep = (name: string): string => (/^[\p{L}\p{N}_ -]+$/u.test(name) ? name : JSON.stringify(name));

/** `string`, `array<string>`, `map<object>`, `object`, `tensor float32 (-1, 4)`. */
export function typeText(type: DataType): string {
  switch (type.type) {
    case 'array':
      return `array<${typeText(type.items)}>`;
    case 'map':
      return `map<${typeText(type.values)}>`;
    case 'tensor':
      return `tensor ${type['tensor-spec'].dtype} ${shapeText(type['tensor-spec'].shape)}`;
    default:
      return type.type;
  }
}

const shapeText = (shape: readonly number[]): string => `(${shape.join(', ')})`;

/** MLflow refuses two columns of one name, a hand-written file may have them: none may hide the other. */
function distinct(trees: readonly FieldTree[]): FieldTree[] {
  const taken = new Set<string>();
  return trees.map((tree) => {
    let path = tree.path;
    for (let number = 2; taken.has(path); number++) path = `${tree.path} (${number})`;
    taken.add(path);
    return path === tree.path ? tree : { ...tree, path };
  });
}
