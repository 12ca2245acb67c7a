import { parseJson } from '../../model/json.ts';
import { isReadable } from '../../model/jsonExtent.ts';
import type { Snapshot, SnapshotModel } from '../../model/snapshot.ts';
import type { VariableCheck } from '../comparison.ts';
import type { PromptReading } from './promptReading.ts';

/** What agent frameworks fill themselves. */
const FILLED_BY_FRAMEWORKS = new Set([
  'agent_scratchpad',
  'chat_history',
  'format_instructions',
  'history',
  'messages',
  'tool_names',
  'tools',
]);
/** A model with more inputs takes rows of a table as a rule; its inputs need not all stand in a prompt. */
const FEW_INPUTS = 8;

/** Prompts by which outputs are judged: an evaluation fills them, not the model's caller. */
const OF_EVALUATION =
  /(?:^|[^a-z])(?:judge|grader|grading|critic|critique|eval|evaluation|evaluator|rubric|scorer)(?![a-z])/i;

/**
 * Where the variables of a column's prompts and what its models take do not fit together, per prompt: a variable that
 * no input or output, no param of the signature and no param of the run is named like, and, with the first of the
 * model's prompts, inputs no prompt uses. Of several prompts those count as the model's that take some of its inputs:
 * others are filled with what is made on the way. Nothing is said where a model's inputs have no names (a single unnamed
 * one, tensors, chat messages): they may hold anything.
 */
export function checkVariables(
  snapshot: Snapshot,
  prompts: readonly PromptReading[],
): (readonly [PromptReading, readonly VariableCheck[]])[] {
  const models = snapshot.models.flatMap((model) => takenBy(model) ?? []);
  if (models.length === 0 || models.some(({ open }) => open)) return [];
  const variables = new Map(prompts.map((each) => [each, each.template.variables] as const));
  const inputs = new Set(models.flatMap((model) => model.inputs));
  const filled = new Set([
    ...inputs,
    ...models.flatMap(({ others }) => others),
    ...snapshot.params.map(({ key }) => key),
  ]);
  const used = new Set([...variables.values()].flat().flatMap((name) => [name, rootOf(name)]));
  const takes = listed([...inputs]);
  const unused = models
    .filter((model) => isForPrompts(model, used))
    .flatMap(({ needed }) => needed.filter((name) => !used.has(name)));
  return promptsOfModel(variables, inputs).map(([prompt, names], index) => [
    prompt,
    [
      ...names.filter((name) => !isFilled(name, filled)).map((name) => unfilledCheck(name, takes)),
      ...(index === 0 ? [...new Set(unused)].map(unusedCheck) : []),
    ],
  ]);
}

type Variables = readonly (readonly [PromptReading, readonly string[]])[];

function promptsOfModel(
  variables: ReadonlyMap<PromptReading, readonly string[]>,
  inputs: ReadonlySet<string>,
): Variables {
  const own = [...variables].filter(([{ prompt }, names]) => names.length > 0 && !OF_EVALUATION.test(prompt.name));
  const fitting = own.filter(([, names]) => names.some((name) => inputs.has(name) || inputs.has(rootOf(name))));
  return fitting.length > 0 ? fitting : own;
}

const rootOf = (name: string): string => /^[^.[]*/.exec(name)?.[0] ?? name;

const isFilled = (name: string, taken: ReadonlySet<string>): boolean =>
  taken.has(name) || taken.has(rootOf(name)) || FILLED_BY_FRAMEWORKS.has(rootOf(name));

/** A model beside the prompts that has nothing to do with them would only be noise. */
const isForPrompts = ({ inputs }: Taken, used: ReadonlySet<string>): boolean =>
  inputs.length <= FEW_INPUTS || inputs.some((name) => used.has(name));

const unfilledCheck = (name: string, takes: string): VariableCheck => {
  return { kind: 'unfilled', name, text: `Nothing fills ${name}: the model takes ${takes}.` };
};

const unusedCheck = (name: string): VariableCheck => {
  return { kind: 'unused', name, text: `No prompt uses the model's input ${name}.` };
};

const LISTED = 5;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'no inputs';
  if (names.length > LISTED) return `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more inputs`;
  return names.length === 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What a model takes from its caller. */
interface Taken {
  readonly inputs: readonly string[];
  /** Those of the inputs that hold text, which a prompt would have a place for. */
  readonly needed: readonly string[];
  /** Params and outputs: a prompt of the same model may have a place for them too. */
  readonly others: readonly string[];
  /** Whether it takes something without a name too. */
  readonly open: boolean;
}

/** Null where neither signature nor example says anything. */
function takenBy({ description }: SnapshotModel): Taken | null {
  const { params, outputs } = description?.signature ?? {};
  const others = [...(params ?? []), ...(outputs ?? [])].flatMap(({ name }) => name ?? []);
  const columns = description?.signature?.inputs ?? null;
  if (columns !== null) {
    const inputs = columns.flatMap(({ name }) => name ?? []);
    const open = inputs.length < columns.length || columns.some(({ type }) => type === 'tensor') || isChat(inputs);
    const exampled = exampleNames(description?.inputExample ?? null);
    const needed = columns.flatMap(({ name, type }) => (name !== undefined && HOLDS_TEXT.has(type) ? name : []));
    return { inputs: [...new Set([...inputs, ...(exampled ?? [])])], needed, others, open };
  }
  const names = exampleNames(description?.inputExample ?? null);
  if (names === null) return null;
  return { inputs: names, needed: [], others, open: names.length === 0 || isChat(names) };
}

const HOLDS_TEXT: ReadonlySet<string> = new Set(['string', 'any', 'object', 'array', 'map']);

/** A chat model takes the whole conversation. */
const isChat = (names: readonly string[]): boolean => names.includes('messages');

/** The names of an example's inputs; null without any example, none where it cannot be read. */
function exampleNames(example: string | null): readonly string[] | null {
  if (example === null) return null;
  return isReadable(example) ? namesInside(jsonOrNull(example)) : [];
}

/** Keys of an object or of records, columns of a table, also in the envelopes that MLflow's server takes. */
function namesInside(value: unknown): readonly string[] {
  if (Array.isArray(value)) return namesOf(value[0]);
  if (typeof value !== 'object' || value === null) return [];
  const { columns, inputs, dataframe_split: split, dataframe_records: records } = value as Record<string, unknown>;
  if (Array.isArray(columns) && 'data' in value) return columns.filter((name) => typeof name === 'string');
  const inner = split ?? records ?? inputs;
  return typeof inner === 'object' && inner !== null ? namesInside(inner) : namesOf(value);
}

const namesOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];

/** An example may be any text. */
function jsonOrNull(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
