/**
 * The whole answer to "what changed between these runs?", as one plain value. The compare panel, exports and tools
 * show this value and compute no difference of their own.
 *
 * Conventions that hold everywhere below:
 * - `columns[0]` is the baseline; every `cells` array has exactly one entry per column, in column order.
 * - A cell's `change` relates it to the baseline's cell of the same row. The baseline's own cell is `same`, and so is
 *   a cell that is missing in both (its text is null then).
 * - `differs` of a row: at least one cell is not `same`. "Differences only" shows the rows with `differs`.
 * - Null means "not there": never zero, never the empty text.
 */
import type { Int64 } from '../model/json.ts';
import type { RunStatus } from '../model/run.ts';

export interface Comparison {
  readonly columns: readonly RunColumn[];
  readonly summary: Summary;
  readonly prompts: Section<PromptRow>;
  /** The models themselves: logged versions, flavors, Python; one row per model name. */
  readonly models: Section<ModelRow>;
  readonly signatures: SignatureSection;
  readonly inputExamples: Section<ExampleRow>;
  readonly params: Section<ParamRow>;
  readonly metrics: Section<MetricRow>;
  readonly tags: Section<TagRow>;
  readonly artifacts: ArtifactSection;
  readonly dependencies: DependencySection;
  readonly datasets: Section<DatasetRow>;
  readonly runInfo: Section<RunInfoRow>;
}

export const SECTION_NAMES = [
  'prompts',
  'models',
  'signatures',
  'inputExamples',
  'params',
  'metrics',
  'tags',
  'artifacts',
  'dependencies',
  'datasets',
  'runInfo',
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

/** The counts of every section, so that a page can say what is hidden before it draws anything. */
export interface Summary {
  readonly sections: Readonly<Record<SectionName, Counts>>;
  /** True when nothing differs but what tells any two runs apart: `RunInfoRow.identity` and MLflow's own tags. */
  readonly identical: boolean;
}

export interface Counts {
  readonly rows: number;
  /** How many of `rows` have `differs`; the others are what "Differences only" hides. */
  readonly differing: number;
}

export interface Section<Row> extends Counts {
  readonly items: readonly Row[];
}

/** How a cell relates to the baseline's cell of the same row. */
export type Change = 'same' | 'added' | 'removed' | 'changed';

/** One run: the head of a column. */
export interface RunColumn {
  readonly runId: string;
  /** The run's name; its id where it has none. */
  readonly name: string;
  readonly status: RunStatus;
  /** What kind of model the run used: its `model_type` param or the like, else a flavor of its model; null if unknown. */
  readonly modelType: string | null;
  /** Milliseconds since the epoch. */
  readonly startTime: Int64;
  readonly endTime: Int64 | null;
  /** Milliseconds; null while the run is not ended. */
  readonly duration: number | null;
  /** ISO 8601, UTC, seconds. */
  readonly startText: string;
  readonly endText: string | null;
  /** For example `1.2 s`, `3 min 4 s`. */
  readonly durationText: string | null;
  readonly experimentId: string;
  readonly experimentName: string;
}

/** A cell of plain text; `text` is null where the run has no such value. */
export interface ValueCell {
  readonly text: string | null;
  readonly change: Change;
}

// ---------------------------------------------------------------------------------------------------------- texts

/** The difference of two texts, ready for a split view (row by row) and a unified one (left lines, then right lines). */
export interface TextDiff {
  /** True when the texts are equal character for character; every row is `same` then. */
  readonly identical: boolean;
  readonly rows: readonly DiffRow[];
  /**
   * `words`: every changed line has its changed words marked. `lines`: in some of the changed lines (or in all) the
   * words were not compared, and those lines are marked whole. `block`: even lines were too many to match; everything
   * between the common start and the common end is one replaced block.
   */
  readonly precision: 'words' | 'lines' | 'block';
  /** Why `precision` is less than `words`, in words to show; null when nothing was shortened. */
  readonly shortened: string | null;
  /** Lines only on the right, only on the left, and replaced ones (each one counts once). */
  readonly addedLines: number;
  readonly removedLines: number;
  readonly changedLines: number;
}

/**
 * One row of a diff. `same` and `changed` have both sides, `removed` only the left one, `added` only the right one.
 * `changed` is a line replaced by another: draw it side by side, or as removed + added. A `changed` row whose
 * segments are all unchanged differs in its line ending (`endingChanged`) or by text that moved to a neighbour line.
 */
export interface DiffRow {
  readonly kind: 'same' | 'removed' | 'added' | 'changed';
  readonly left: DiffLine | null;
  readonly right: DiffLine | null;
}

export interface DiffLine {
  /** 1-based line number in its own text. */
  readonly number: number;
  /** The line's text without its ending; empty for an empty line. */
  readonly segments: readonly DiffSegment[];
  readonly ending: LineEnding;
  /** True when the line's ending itself changed: another kind, a line joined or split, no newline at the end of the text. */
  readonly endingChanged: boolean;
}

/** '' only on the last line of a text. */
export type LineEnding = '' | '\n' | '\r\n' | '\r';

export interface DiffSegment {
  readonly text: string;
  /** On a left line: this text was removed; on a right line: it was added. */
  readonly changed: boolean;
  /** True for a changed segment of nothing but white space: draw its spaces and tabs visibly. */
  readonly whitespace: boolean;
}

// -------------------------------------------------------------------------------------------------------- prompts

export interface PromptRow {
  /** Unique among the rows: the name, with ` (2)`, ` (3)` ... where one run has several prompts of that name. */
  readonly key: string;
  readonly name: string;
  readonly cells: readonly PromptCell[];
  readonly differs: boolean;
}

export interface PromptCell {
  /** Null where the run has no such prompt. */
  readonly text: string | null;
  readonly origin: 'param' | 'registry' | null;
  /** The registry version; null for params. */
  readonly version: string | null;
  readonly change: Change;
  /** Against the baseline (a missing text counts as empty); null for the baseline and where both have none. */
  readonly diff: TextDiff | null;
  /**
   * Template variables in order of appearance: this column's own, `added` or `kept`, with those `removed` standing
   * where the baseline had them. The baseline's are all `kept`.
   */
  readonly variables: readonly VariableChange[];
}

export interface VariableChange {
  /** As a caller would pass it: `text`, `user.name`. */
  readonly name: string;
  readonly change: 'kept' | 'added' | 'removed';
}

// --------------------------------------------------------------------------------------------------------- models

export interface ModelRow {
  /** Unique: the model's name, with ` (2)` ... where one run logged several under it (the last ones are paired). */
  readonly key: string;
  readonly name: string;
  readonly cells: readonly ModelCell[];
  /** Whether flavors, MLflow version or Python version differ, or the model is missing somewhere; not version or id. */
  readonly differs: boolean;
}

export interface ModelCell {
  readonly present: boolean;
  /** The logged version's number. */
  readonly version: number | null;
  readonly modelId: string | null;
  /** Registered versions made of it, for example `sentiment v3 @champion`. */
  readonly registered: readonly string[];
  readonly flavors: readonly string[];
  readonly mlflowVersion: string | null;
  readonly pythonVersion: string | null;
  /** Why parts of the model's files could not be read; to show beside it. */
  readonly problems: readonly string[];
  readonly change: Change;
}

/** `rows` and `differing` count the rows of all tables of all models. */
export interface SignatureSection extends Counts {
  readonly models: readonly ModelSignature[];
}

export interface ModelSignature {
  /** `ModelRow.key` and `.name` of the model. */
  readonly key: string;
  readonly name: string;
  /** Per column: `absent` no such model in the run, `none` a model without a signature. */
  readonly columns: readonly ('absent' | 'none' | 'present')[];
  readonly inputs: SignatureTable;
  readonly outputs: SignatureTable;
  readonly params: SignatureTable;
  readonly differs: boolean;
}

export type SignatureTable = Section<SignatureRow>;

export interface SignatureRow {
  /**
   * Where the value stands: `text`, `user.name` (a property), `items[].sku` (array items), `scores{}.mean` (map
   * values); a name with other characters is quoted; an unnamed column is its position, `[0]`.
   */
  readonly path: string;
  /** 0 for a column or param, 1 for a property of it, ... */
  readonly depth: number;
  readonly cells: readonly SignatureCell[];
  readonly differs: boolean;
}

export interface SignatureCell extends SignatureField {
  readonly change: Change;
  /** What changed, when `change` is `changed`; empty otherwise. */
  readonly changed: readonly SignatureAspect[];
}

export type SignatureAspect = 'type' | 'optionality' | 'default';

/** The three properties of a row in one signature; `type` is null where the signature has no such row. */
export interface SignatureField {
  /** For example `string`, `array<string>`, `object`, `map<long>`, `tensor float32 (-1, 4)`. */
  readonly type: string | null;
  /** Null for params and for items of arrays and maps, which are neither required nor optional. */
  readonly required: boolean | null;
  /** JSON text of a param's default; null for everything but params. */
  readonly default: string | null;
}

export interface ExampleRow {
  /** `ModelRow.key` and `.name` of the model. */
  readonly key: string;
  readonly name: string;
  readonly cells: readonly ExampleCell[];
  readonly differs: boolean;
}

export interface ExampleCell {
  /** Pretty-printed JSON with every digit kept, or the raw text where it is not JSON; null where there is none. */
  readonly text: string | null;
  /** False when the text is shown raw because it could not be read as JSON, or is nested too deeply. */
  readonly parsed: boolean;
  /** By value as printed: white space between tokens does not count, the order of keys does. */
  readonly change: Change;
  /** Against the baseline, as for prompts. */
  readonly diff: TextDiff | null;
}

/** `rows` and `differing` count the rows of all models. */
export interface DependencySection extends Counts {
  readonly models: readonly ModelDependencies[];
}

export interface ModelDependencies extends Section<DependencyRow> {
  /** `ModelRow.key` and `.name` of the model. */
  readonly key: string;
  readonly name: string;
}

export interface DependencyRow {
  /** The package as pip compares names (lower case, `-`); for a line that names no package, the line. */
  readonly name: string;
  readonly cells: readonly DependencyCell[];
  readonly differs: boolean;
}

export interface DependencyCell {
  /** The requirement's line as written; null where the model does not require the package. */
  readonly text: string | null;
  /** What stands after the name: `==1.2.3`, `[extra]>=2`, `@ https://...`; empty for any version. */
  readonly specifier: string | null;
  readonly change: Change;
}

// ------------------------------------------------------------------------------- params, tags, metrics, files, run

export interface ParamRow {
  readonly key: string;
  readonly cells: readonly ValueCell[];
  readonly differs: boolean;
  /** True when the prompts section shows this param in at least one column. */
  readonly isPrompt: boolean;
}

export interface TagRow {
  readonly key: string;
  readonly cells: readonly ValueCell[];
  readonly differs: boolean;
  /** True for MLflow's own tags (`mlflow.*`); they come after the user's. */
  readonly system: boolean;
}

export interface MetricRow {
  readonly key: string;
  readonly cells: readonly MetricCell[];
  readonly differs: boolean;
  /** True for measurements of the machine (`system/...`); they come after the others. */
  readonly system: boolean;
}

/** The latest point of a metric. */
export interface MetricCell {
  /** May be NaN or an infinity; null where the run did not log it. */
  readonly value: number | null;
  /** A few sensible digits: as many as it takes to tell different values of the row apart; null where missing. */
  readonly text: string | null;
  /** Every digit of the value, for a tooltip and for copying. */
  readonly exact: string | null;
  readonly step: Int64 | null;
  /** Milliseconds since the epoch. */
  readonly timestamp: Int64 | null;
  readonly change: Change;
  /** This value minus the baseline's; null for the baseline, where one is missing, and where one is not finite. */
  readonly delta: number | null;
  /** With its sign: `+0.04`, `−12`, `0`; null as `delta`. */
  readonly deltaText: string | null;
  /** The delta in per cent of the baseline's size; null as `delta`, and when the baseline is zero. */
  readonly percent: number | null;
  /** `+4.7%`; null as `percent`. */
  readonly percentText: string | null;
}

export interface ArtifactSection extends Section<ArtifactRow> {
  /** Per column: the run has more files than are listed, so a missing file may be one that was cut. */
  readonly truncated: readonly boolean[];
}

export interface ArtifactRow {
  readonly path: string;
  readonly cells: readonly ArtifactCell[];
  /** True for `unknown` too: what is not known to be equal is not hidden. */
  readonly differs: boolean;
}

export interface ArtifactCell {
  readonly present: boolean;
  /** Bytes; null where the file is missing. */
  readonly size: number | null;
  /** `1.2 kB`; null where the file is missing. */
  readonly sizeText: string | null;
  readonly sha256: string | null;
  /** By content hash. `unknown`: equal sizes, but the content of one was not hashed; or the list was cut. */
  readonly change: Change | 'unknown';
}

export interface DatasetRow {
  /** Unique: name and context as in `reviews (training)`, with ` (2)` ... where several rows have both. */
  readonly key: string;
  readonly name: string;
  /** What the dataset was used for (`mlflow.data.context`: `training`, `eval` ...); null if not said. */
  readonly context: string | null;
  readonly cells: readonly DatasetCell[];
  readonly differs: boolean;
}

export interface DatasetCell {
  readonly present: boolean;
  readonly digest: string | null;
  readonly sourceType: string | null;
  readonly source: string | null;
  readonly schema: string | null;
  readonly profile: string | null;
  readonly change: Change;
}

export const RUN_INFO_KEYS = [
  'name',
  'runId',
  'experiment',
  'status',
  'start',
  'end',
  'duration',
  'user',
  'source',
  'sourceType',
  'commit',
  'lifecycle',
] as const;
export type RunInfoKey = (typeof RUN_INFO_KEYS)[number];

export interface RunInfoRow {
  readonly key: RunInfoKey;
  /** For example `Run ID`. */
  readonly label: string;
  readonly cells: readonly ValueCell[];
  readonly differs: boolean;
  /** True for what tells any two runs apart (id, name, times): it differs, but says nothing about a change. */
  readonly identity: boolean;
}
