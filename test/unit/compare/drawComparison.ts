import {
  type ArtifactCell,
  type Comparison,
  type DependencyCell,
  type ExampleRow,
  type MetricRow,
  type MetricValue,
  type ModelRow,
  type ModelSignature,
  type ParamCell,
  type PromptCell,
  type PromptRow,
  SECTION_NAMES,
  type SectionName,
  type SignatureTable,
  type SummaryLine,
} from '../../../src/compare/comparison.ts';
import { stringifyJson } from '../../../src/model/json.ts';
import { drawDiff } from './draw.ts';

/** A whole comparison as a picture: heads, summary, and every section with its counts and all that its cells say. */
export function drawComparison(comparison: Comparison): string {
  const { sections, identical, lines } = comparison.summary;
  const drawn: Readonly<Record<SectionName, readonly string[]>> = {
    prompts: comparison.prompts.items.flatMap(drawPrompt),
    models: comparison.models.items.flatMap(drawModel),
    signatures: comparison.signatures.models.flatMap(drawSignature),
    inputExamples: comparison.inputExamples.items.flatMap(drawExample),
    params: comparison.params.items.flatMap(({ key, cells, differs, isPrompt }) =>
      drawParams(isPrompt ? `${key} (prompt)` : key, cells, differs),
    ),
    metrics: comparison.metrics.items.flatMap(drawMetric),
    tags: comparison.tags.items.map(({ key, cells, differs }) => drawRow(key, cells.map(textOf), differs)),
    artifacts: comparison.artifacts.items.map(({ path, kind, cells, differs }) =>
      drawRow(`${path} (${kind})`, cells.map(drawFile), differs),
    ),
    dependencies: comparison.dependencies.models.flatMap(({ name, items }) => [
      name,
      ...items.map((row) => drawRow(row.name, row.cells.map(drawDependency), row.differs)),
    ]),
    datasets: comparison.datasets.items.map(({ key, cells, differs }) =>
      drawRow(
        key,
        cells.map(({ digest, change }) => `${digest} ${change}`),
        differs,
      ),
    ),
    runInfo: comparison.runInfo.items.map(({ label, cells, differs, identity }) =>
      drawRow(identity ? `${label} (identity)` : label, cells.map(textOf), differs),
    ),
  };
  return [
    ...comparison.columns.map(
      ({ kind, name, modelType, durationText, verdict }) =>
        `${kind} ${name} (${modelType}, ${durationText}): ${verdict.outcome}; ${verdict.text}; signature ${verdict.signature}`,
    ),
    `identical: ${identical}`,
    ...lines.map(drawLine),
    ...SECTION_NAMES.flatMap((name) => [
      '',
      `# ${name}: ${sections[name].differing} of ${sections[name].rows} differ`,
      ...drawn[name],
    ]),
    '',
  ].join('\n');
}

export const drawLine = ({ title, cells }: SummaryLine): string =>
  `${title}: ${cells
    .slice(1)
    .map((cell) => (cell === null ? '-' : cell.tone === 'neutral' ? cell.text : `${cell.text} (${cell.tone})`))
    .join(' | ')}`;

/** Texts of several lines stand on one, with signs for the breaks. */
const drawRow = (label: string, cells: readonly (string | null)[], differs: boolean): string =>
  `${differs ? '*' : ' '} ${label}: ${cells.map((cell) => (cell === null ? '-' : cell.replaceAll('\n', '⏎'))).join(' | ')}`;

const textOf = ({ text }: { readonly text: string | null }): string | null => text;

const words = (...said: readonly (string | null | false | undefined)[]): string => said.filter(Boolean).join(' ');

const indented = (text: string): string => text.replaceAll(/^/gm, '    ');

const drawPrompt = ({ key, chat, cells, differs }: PromptRow): string[] => [
  drawRow(chat ? `${key} (chat)` : key, cells.map(drawPromptCell), differs),
  ...cells.flatMap(({ diff, messages, responseFormat, modelConfig }) => [
    ...(messages ?? []).map(({ left, right, change, moved, diff: own }) =>
      indented(
        `${left?.position ?? '-'} ${right?.position ?? '-'} ${right?.role ?? left?.role} ${change}${moved ? ' moved' : ''}\n${drawDiff(own)}`,
      ),
    ),
    ...[messages === null ? diff : null, responseFormat?.diff, modelConfig?.diff].flatMap((each) =>
      each ? [indented(drawDiff(each))] : [],
    ),
  ]),
];

const drawPromptCell = ({ change, origin, version, variables, checks, sizeOfChange }: PromptCell): string =>
  words(
    change,
    origin,
    version && `v${version}`,
    variables.length > 0 && `{${variables.map(({ name, change: how, from }) => words(name, how, from)).join(', ')}}`,
    ...checks.map(({ text }) => `(${text})`),
    sizeOfChange?.text,
  );

const drawModel = ({ key, cells, details, differs }: ModelRow): string[] => [
  drawRow(
    key,
    cells.map(({ present, version, registered, change, problems }) =>
      present ? words(`v${version}`, change, ...registered, ...problems) : change,
    ),
    differs,
  ),
  ...details.flatMap(({ label, cells: own, differs: isOther }) => drawParams(`  ${label}`, own, isOther)),
];

const drawParams = (label: string, cells: readonly ParamCell[], differs: boolean): string[] => [
  drawRow(
    label,
    cells.map(({ text, deltaText, percentText }) => text && words(text, deltaText, percentText)),
    differs,
  ),
  ...cells.flatMap(({ inside, diff }) => [
    ...(inside ?? []).map(({ path, before, after, change }) => `    ${path}: ${before} → ${after} ${change}`),
    ...(diff ? [indented(drawDiff(diff))] : []),
  ]),
];

const drawSignature = (model: ModelSignature): string[] => [
  `${model.name}: ${model.columns.map(({ state, verdict }) => words(state, verdict)).join(' | ')}`,
  ...model.columns.flatMap(({ reasons, renames, baselineExample, ownExample, example }) => [
    ...reasons.map(indented),
    ...renames.map(({ part, from, to }) => `    ${part}: ${from} renamed to ${to}?`),
    ...Object.entries({ baselineExample, ownExample, example }).flatMap(([name, verdict]) =>
      verdict ? [`    ${name} ${verdict.accepted ? 'accepted' : verdict.reasons.join(' ')}`] : [],
    ),
  ]),
  ...drawTable('in', model.inputs),
  ...drawTable('out', model.outputs),
  ...drawTable('param', model.params),
];

const drawTable = (part: string, { items }: SignatureTable): string[] =>
  items.map(({ path, cells, differs }) =>
    drawRow(
      `${part} ${path}`,
      cells.map(
        ({ type, required, default: own, verdict }) =>
          type && words(`${type}${required === false ? '?' : ''}`, own && `= ${own}`, verdict),
      ),
      differs,
    ),
  );

const drawExample = ({ name, cells, tableColumns, differs }: ExampleRow): string[] => [
  drawRow(
    name,
    cells.map(({ change }) => change),
    differs,
  ),
  ...(tableColumns ? [`    ${tableColumns.join(' | ')}`] : []),
  ...cells.flatMap(({ table }, column) =>
    (table ?? []).map((row) => `    ${column}: ${row.map(({ text, change }) => `${text} ${change}`).join(' | ')}`),
  ),
  ...cells.flatMap(({ diff }) => (diff ? [indented(drawDiff(diff))] : [])),
];

/** The latest values; the other aggregates below where they are others. */
function drawMetric({ key, cells, differs, direction, directionFrom, best, regression }: MetricRow): string[] {
  const sign = direction === null ? '' : direction === 'higher' ? ' ↑' : ' ↓';
  const label = `${key}${sign}${directionFrom === null ? '' : ` ${directionFrom}`}`;
  return (['latest', 'best', 'min', 'max'] as const).flatMap((aggregate) => {
    const values = cells.map((cell) => cell.values?.[aggregate] ?? null);
    const isLatest = values.every((value, index) => value?.exact === cells[index]?.values?.latest.exact);
    if (aggregate !== 'latest' && isLatest) return [];
    const share = regression[aggregate] === 0 ? '' : ` regression ${regression[aggregate].toFixed(3)}`;
    const drawn = values.map((value, index) => drawValue(value, best[aggregate].includes(index)));
    return [drawRow(aggregate === 'latest' ? label : `  ${aggregate}`, drawn, differs) + share];
  });
}

const drawValue = (value: MetricValue | null, isBest: boolean): string | null =>
  value && words(value.text, value.deltaText, value.percentText, value.verdict, isBest && 'best');

const drawFile = ({ change, renamedFrom, sizeText, sizeDeltaText }: ArtifactCell): string =>
  words(change, renamedFrom && `(${renamedFrom})`, sizeText, sizeDeltaText);

const drawDependency = ({ text, version, files, change, kind, direction }: DependencyCell): string | null =>
  text &&
  words(text, version && `(${version})`, change, kind, direction, files.length > 1 && `in ${files.length} files`);

/** Every digit and every field, as JSON. */
export const comparisonJson = (comparison: Comparison): string => `${stringifyJson(comparison, 2)}\n`;
