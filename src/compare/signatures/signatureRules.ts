import type { SignatureVerdict } from '../comparison.ts';

interface Rule {
  readonly verdict: Exclude<SignatureVerdict, 'unchanged'>;
  /** The rule in words. */
  readonly words: string;
  /** What is said of one field, after its name; `{before}` and `{after}` stand for what changed. */
  readonly said: string;
}

const TYPE_SAID = 'changed from {before} to {after}';

/**
 * From the point of view of who calls the model; docs/signatures.md tells why, by these ids. Those of inputs and params
 * are what MLflow's own enforcement does, which the client tests hold them to.
 */
export const RULES = {
  'input-required-added': {
    verdict: 'breaking',
    words: 'A required input was added: calls without it are refused.',
    said: 'was added and is required',
  },
  'input-optional-added': {
    verdict: 'compatible',
    words: 'An optional input was added: calls may go on without it.',
    said: 'was added and is optional',
  },
  'input-removed': {
    verdict: 'compatible',
    words: 'An input was removed: MLflow ignores what is sent for it, with a warning.',
    said: 'was removed',
  },
  'input-became-required': {
    verdict: 'breaking',
    words: 'An optional input became required: calls without it are refused.',
    said: 'became required',
  },
  'input-became-optional': {
    verdict: 'compatible',
    words: 'A required input became optional: calls may leave it out.',
    said: 'became optional',
  },
  'inputs-began': {
    verdict: 'breaking',
    words: 'The signature named no inputs, so every call passed; now calls have to fit.',
    said: 'was added where nothing was checked',
  },
  'inputs-ended': {
    verdict: 'compatible',
    words: 'The signature names no inputs any more: MLflow no longer checks calls.',
    said: 'was removed with all checks of inputs',
  },
  'input-names-lost': {
    verdict: 'breaking',
    words: 'Inputs lost their names: MLflow takes the columns of a call by position, in whatever order they are sent.',
    said: 'has no name',
  },
  'property-required-added': {
    verdict: 'breaking',
    words: 'A required property was added: objects without it are refused.',
    said: 'was added and is required',
  },
  'property-optional-added': {
    verdict: 'compatible',
    words: 'An optional property was added: objects may go on without it.',
    said: 'was added and is optional',
  },
  'property-removed': {
    verdict: 'breaking',
    words: 'A property was removed: MLflow refuses objects with properties their type does not name.',
    said: 'was removed',
  },
  'property-became-required': {
    verdict: 'breaking',
    words: 'An optional property became required: objects without it are refused.',
    said: 'became required',
  },
  'property-became-optional': {
    verdict: 'compatible',
    words: 'A required property became optional: objects may leave it out.',
    said: 'became optional',
  },
  'type-widened': {
    verdict: 'compatible',
    words: 'The new type holds every value of the old one.',
    said: TYPE_SAID,
  },
  'type-to-any': {
    verdict: 'compatible',
    words: 'The new type takes every value.',
    said: TYPE_SAID,
  },
  'text-bytes': {
    verdict: 'compatible',
    words: 'MLflow takes text for binary and bytes for string; the model gets what was sent.',
    said: TYPE_SAID,
  },
  'text-bytes-in-arrays': {
    verdict: 'breaking',
    words: 'In arrays MLflow turns text and bytes into each other, and refuses what is not ASCII.',
    said: TYPE_SAID,
  },
  'object-to-map': {
    verdict: 'compatible',
    words: 'The map takes the objects: its values take every property, and none is optional.',
    said: TYPE_SAID,
  },
  'type-changed': {
    verdict: 'breaking',
    words: 'The new type refuses values of the old one.',
    said: TYPE_SAID,
  },
  'type-unchecked': {
    verdict: 'breaking',
    words:
      'MLflow lets lists and objects pass unchecked as string, binary or boolean: the model gets what it does not expect.',
    said: TYPE_SAID,
  },
  'dict-as-row': {
    verdict: 'breaking',
    words:
      'With the first array or object, MLflow reads a dict of lists as one row instead of many and refuses the lists.',
    said: 'is the first array or object, so that dicts of lists are read as one row',
  },
  'dict-as-columns': {
    verdict: 'breaking',
    words:
      'With the last array or object gone, MLflow reads a dict as columns instead of one row and refuses what no longer fits.',
    said: 'was the last array or object, so that dicts are read as columns',
  },
  'tensor-added': {
    verdict: 'breaking',
    words: 'A tensor was added: MLflow demands every tensor, even one that is called optional.',
    said: 'was added, and every tensor is required',
  },
  'tensor-need': {
    verdict: 'compatible',
    words: 'Whether a tensor is called optional makes no difference: MLflow demands every one.',
    said: 'is required in any case',
  },
  'tensor-shape-widened': {
    verdict: 'compatible',
    words: 'A dimension became free: every tensor that fitted still does.',
    said: TYPE_SAID,
  },
  'tensor-shape-tables': {
    verdict: 'breaking',
    words: 'A dimension after the first became free: MLflow no longer makes the tensor of a table.',
    said: TYPE_SAID,
  },
  'tensor-to-any': {
    verdict: 'compatible',
    words: 'A tensor of objects in one free dimension takes every tensor.',
    said: TYPE_SAID,
  },
  'tensor-shape-changed': {
    verdict: 'breaking',
    words: 'Tensors of the old shape are refused.',
    said: TYPE_SAID,
  },
  'tensor-type-changed': {
    verdict: 'breaking',
    words: 'MLflow converts no tensors: their element type has to be the very same.',
    said: TYPE_SAID,
  },
  'tensor-or-column': {
    verdict: 'breaking',
    words: 'Tensors and columns are passed differently: MLflow refuses some calls of each for the other.',
    said: TYPE_SAID,
  },
  'output-added': {
    verdict: 'compatible',
    words: 'An output was added: who does not know it does not read it.',
    said: 'was added',
  },
  'output-removed': {
    verdict: 'breaking',
    words: 'An output was removed: who reads it no longer finds it.',
    said: 'was removed',
  },
  'output-became-optional': {
    verdict: 'breaking',
    words: 'An output became optional: who reads it may no longer find it.',
    said: 'became optional',
  },
  'output-became-required': {
    verdict: 'compatible',
    words: 'An optional output is now always there.',
    said: 'became required',
  },
  'output-type-narrowed': {
    verdict: 'compatible',
    words: 'Every value of the new type is one of the old type.',
    said: TYPE_SAID,
  },
  'output-type-changed': {
    verdict: 'breaking',
    words: 'Who reads the output may get values the old type does not have.',
    said: TYPE_SAID,
  },
  'param-added': {
    verdict: 'compatible',
    words: 'A param was added: calls without it get its default.',
    said: 'was added',
  },
  'param-removed': {
    verdict: 'compatible',
    words: 'A param was removed: MLflow ignores it, with a warning; what is sent no longer has an effect.',
    said: 'was removed',
  },
  'param-default': {
    verdict: 'compatible',
    words: 'The default changed: calls without the param get another value than before.',
    said: 'has the default {after} instead of {before}',
  },
  'param-type-widened': {
    verdict: 'compatible',
    words: 'MLflow converts every value of the old type to the new one.',
    said: TYPE_SAID,
  },
  'param-type-changed': {
    verdict: 'breaking',
    words: 'MLflow refuses values of the old type for the new one.',
    said: TYPE_SAID,
  },
  'param-shape-changed': {
    verdict: 'breaking',
    words: 'A param is either one value or a list: the one is refused for the other.',
    said: TYPE_SAID,
  },
  'signature-added': {
    verdict: 'breaking',
    words: 'There was no signature, so every call passed; now calls have to fit.',
    said: 'There was no signature, so every call passed; now calls have to fit',
  },
  'signature-removed': {
    verdict: 'compatible',
    words: 'There is no signature any more: MLflow no longer checks calls, and ignores params.',
    said: 'There is no signature any more: MLflow no longer checks calls, and ignores params',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof RULES;

export const isBreaking = (id: RuleId): boolean => RULES[id].verdict === 'breaking';

/** The gravest of several rules: the first breaking one, else the first. */
export const gravest = (ids: readonly RuleId[]): RuleId | null => ids.find(isBreaking) ?? ids[0] ?? null;
