/** Which values of one type MLflow takes for another: what its enforcement of signatures does, see docs/signatures.md. */
import type { DataType, ScalarType } from '../../model/signature.ts';
import { gravest, isBreaking, type RuleId } from './signatureRules.ts';

/**
 * Where a type stands decides how MLflow checks it: a `column` as a whole by its NumPy type, the `item`s of an array
 * likewise and converted afterwards, a value `inside` an object or a map by itself.
 */
export type Place = 'column' | 'item' | 'inside';

type TensorType = Extract<DataType, { readonly type: 'tensor' }>;
type ObjectType = Extract<DataType, { readonly type: 'object' }>;

/** No long becomes a float or double: MLflow converts no 64-bit integers (but for zeros and ones). */
const WIDER: Partial<Record<ScalarType, readonly ScalarType[]>> = {
  integer: ['long', 'double'],
  float: ['double'],
};

const PARAM_WIDER: Partial<Record<ScalarType, readonly ScalarType[]>> = {
  integer: ['long', 'float', 'double'],
  long: ['float', 'double'],
  float: ['double'],
};

/** Types whose columns MLflow does not look into: they hold Python objects. */
const UNCHECKED: readonly DataType['type'][] = ['string', 'binary', 'boolean'];
const TEXT: readonly DataType['type'][] = ['string', 'binary'];

/** Deeper types count as different where one is not found the same before. */
const MAX_LEVELS = 500;

const isStructured = ({ type }: DataType): boolean => type === 'array' || type === 'map' || type === 'object';

/** The rule for values of `before` where `after` is expected; null when the types are the same. */
export function typeRule(before: DataType, after: DataType, place: Place, levels = MAX_LEVELS): RuleId | null {
  if (before.type === 'tensor' || after.type === 'tensor') {
    return before.type === 'tensor' && after.type === 'tensor' ? tensorRule(before, after) : 'tensor-or-column';
  }
  if (levels === 0) return 'type-changed';
  if (after.type === 'any') return before.type === 'any' ? null : 'type-to-any';
  if (before.type === 'array' && after.type === 'array') return typeRule(before.items, after.items, 'item', levels - 1);
  if (before.type === 'map' && after.type === 'map') return typeRule(before.values, after.values, 'inside', levels - 1);
  if (before.type === 'object') {
    if (after.type === 'object') return objectRule(before, after, levels - 1);
    if (after.type === 'map') return objectToMap(before, after.values, levels - 1);
  }
  if (before.type === after.type) return null;
  if (isStructured(before)) {
    return place === 'column' && UNCHECKED.includes(after.type) ? 'type-unchecked' : 'type-changed';
  }
  if (TEXT.includes(before.type) && TEXT.includes(after.type)) {
    return place === 'item' ? 'text-bytes-in-arrays' : 'text-bytes';
  }
  return widens(WIDER, before, after) ? 'type-widened' : 'type-changed';
}

const widens = (table: typeof WIDER, before: DataType, after: DataType): boolean =>
  table[before.type as ScalarType]?.includes(after.type as ScalarType) ?? false;

function objectRule(before: ObjectType, after: ObjectType, levels: number): RuleId | null {
  const rules: RuleId[] = [];
  for (const [name, property] of Object.entries(before.properties)) {
    const now = Object.hasOwn(after.properties, name) ? after.properties[name] : undefined;
    const rule = now && typeRule(property, now, 'inside', levels);
    if (now === undefined || (now.required && !property.required)) rules.push('type-changed');
    if (rule) rules.push(rule);
    if (now && property.required && !now.required) rules.push('type-widened');
  }
  for (const [name, { required }] of Object.entries(after.properties)) {
    if (!Object.hasOwn(before.properties, name)) rules.push(required ? 'type-changed' : 'type-widened');
  }
  return gravest(rules);
}

/** A map takes an object when its values take every property; none may be null, as an optional one may. */
function objectToMap({ properties }: ObjectType, values: DataType, levels: number): RuleId {
  const fits = Object.values(properties).every((property) => {
    const rule = typeRule(property, values, 'inside', levels);
    return (property.required || values.type === 'any') && (rule === null || !isBreaking(rule));
  });
  return fits ? 'object-to-map' : 'type-changed';
}

const shapeOf = (type: TensorType): readonly number[] => type['tensor-spec'].shape;

/** MLflow makes a tensor of a table only where its first dimension alone is free. */
const fitsTables = ([first, ...others]: readonly number[]): boolean => first === -1 && !others.includes(-1);

function tensorRule(before: TensorType, after: TensorType): RuleId | null {
  const from = shapeOf(before);
  const to = shapeOf(after);
  if (after['tensor-spec'].dtype === 'object' && to.length === 1 && to[0] === -1) {
    if (before['tensor-spec'].dtype === 'object' && String(from) === '-1') return null;
    const flat = from.length === 1 || (from.length === 2 && from[1] === 1);
    return flat || !fitsTables(from) ? 'tensor-to-any' : 'tensor-shape-tables';
  }
  if (before['tensor-spec'].dtype !== after['tensor-spec'].dtype) return 'tensor-type-changed';
  if (String(from) === String(to)) return null;
  const takes = from.length === to.length && to.every((size, dimension) => size === -1 || size === from[dimension]);
  if (!takes) return 'tensor-shape-changed';
  return fitsTables(from) && !fitsTables(to) ? 'tensor-shape-tables' : 'tensor-shape-widened';
}

/** As typeRule, of params: MLflow looks at the Python type of each value. */
export function paramTypeRule(before: DataType, after: DataType): RuleId | null {
  if (before.type === 'object' && after.type === 'object') return objectRule(before, after, MAX_LEVELS);
  if (before.type === after.type) return null;
  return widens(PARAM_WIDER, before, after) ? 'param-type-widened' : 'param-type-changed';
}

/** Of outputs, the other way round: who expects values of `before` has to get along with those of `after`. */
export function outputTypeRule(before: DataType, after: DataType): RuleId | null {
  const back = typeRule(after, before, 'item');
  if (back === null) return null;
  // A reader takes tensors as they come, not out of tables.
  return isBreaking(back) && back !== 'tensor-shape-tables' ? 'output-type-changed' : 'output-type-narrowed';
}
