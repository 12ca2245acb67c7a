import {
  type Comparison,
  type DiffLine,
  type DiffRow,
  type ModelCell,
  type PromptRow,
  SECTION_NAMES,
  type SectionName,
  type SignatureTable,
  type TextDiff,
} from '../../../src/compare/comparison.ts';

/**
 * A text diff as a picture: `-` removed, `+` added, `~` replaced (left line, then right line), changed text in
 * brackets, changed white space drawn, changed line endings named.
 */
export const drawDiff = (diff: TextDiff): string => diff.rows.map(drawRow).join('\n');

function drawRow({ kind, left, right }: DiffRow): string {
  switch (kind) {
    case 'same':
      return `  ${left?.number} ${right?.number} ${drawLine(left)}`;
    case 'removed':
      return `- ${left?.number}   ${drawLine(left)}`;
    case 'added':
      return `+   ${right?.number} ${drawLine(right)}`;
    case 'changed':
      return [
        `~ ${left?.number} ${drawLine(left)}${drawEnding(left)}`,
        `  ${right?.number} ${drawLine(right)}${drawEnding(right)}`,
      ].join('\n');
  }
}

const drawLine = (line: DiffLine | null): string =>
  (line?.segments ?? [])
    .map(({ text, changed, whitespace }) => {
      if (!changed) return text;
      return `[${whitespace ? text.replaceAll(' ', '·').replaceAll('\t', '→') : text}]`;
    })
    .join('');

const ENDINGS = { '': 'none', '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' } as const;

const drawEnding = (line: DiffLine | null): string => (line?.endingChanged ? `⟨${ENDINGS[line.ending]}⟩` : '');

/** A whole comparison as a picture: every section with its counts, every row with the cells of its columns. */
export function drawComparison(comparison: Comparison): string {
  const { sections, identical } = comparison.summary;
  const drawn: Readonly<Record<SectionName, readonly string[]>> = {
    prompts: comparison.prompts.items.flatMap(drawPrompt),
    models: comparison.models.items.map((row) => drawRowOf(row.key, row.cells.map(drawModel), row.differs)),
    signatures: comparison.signatures.models.flatMap((model) => [
      `${model.name}: ${model.columns.join(' | ')}`,
      ...drawTable('in', model.inputs),
      ...drawTable('out', model.outputs),
      ...drawTable('param', model.params),
    ]),
    inputExamples: comparison.inputExamples.items.flatMap(({ name, cells }) => [
      `${name}: ${cells.map((cell) => cell.change).join(' | ')}`,
      ...cells.flatMap(({ diff }) => (diff ? [drawDiff(diff)] : [])),
    ]),
    params: comparison.params.items.map(({ key, cells, differs, isPrompt }) =>
      drawRowOf(key, isPrompt ? ['(prompt)'] : cells.map(({ text }) => text), differs),
    ),
    metrics: comparison.metrics.items.map(({ key, cells, differs }) =>
      drawRowOf(
        key,
        cells.map(({ text, deltaText, percentText }) => [text, deltaText, percentText].filter(Boolean).join(' ')),
        differs,
      ),
    ),
    tags: comparison.tags.items.map(({ key, cells, differs }) => drawRowOf(key, cells.map(textOf), differs)),
    artifacts: comparison.artifacts.items.map(({ path, cells, differs }) =>
      drawRowOf(
        path,
        cells.map(({ sizeText, change }) => `${sizeText} ${change}`),
        differs,
      ),
    ),
    dependencies: comparison.dependencies.models.flatMap(({ name, items }) => [
      name,
      ...items.map((row) => drawRowOf(row.name, row.cells.map(textOf), row.differs)),
    ]),
    datasets: comparison.datasets.items.map(({ key, cells, differs }) =>
      drawRowOf(
        key,
        cells.map(({ digest }) => digest),
        differs,
      ),
    ),
    runInfo: comparison.runInfo.items.map(({ label, cells, differs }) => drawRowOf(label, cells.map(textOf), differs)),
  };
  return [
    comparison.columns
      .map(({ name, modelType, durationText }) => `${name} (${modelType}, ${durationText})`)
      .join(' | '),
    `identical: ${identical}`,
    ...SECTION_NAMES.flatMap((name) => [
      '',
      `# ${name}: ${sections[name].differing} of ${sections[name].rows} differ`,
      ...drawn[name],
    ]),
    '',
  ].join('\n');
}

const drawRowOf = (label: string, cells: readonly (string | null)[], differs: boolean): string =>
  `${differs ? '*' : ' '} ${label}: ${cells.map((cell) => cell ?? '-').join(' | ')}`;

const textOf = ({ text }: { readonly text: string | null }): string | null => text;

const drawModel = ({ version, flavors, change }: ModelCell): string => `v${version} ${flavors.join('+')} ${change}`;

const drawTable = (part: string, { items }: SignatureTable): string[] =>
  items.map(({ path, cells, differs }) =>
    drawRowOf(
      `${part} ${path}`,
      cells.map(({ type, required }) => type && `${type}${required === false ? '?' : ''}`),
      differs,
    ),
  );

const drawPrompt = ({ key, cells }: PromptRow): string[] =>
  cells.flatMap(({ diff, change, variables }) =>
    diff
      ? [`${key}: ${change}; ${variables.map(({ name, change: how }) => `${name} ${how}`).join(', ')}`, drawDiff(diff)]
      : [],
  );
