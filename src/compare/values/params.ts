import { formatDelta, formatPercent } from '../../model/format.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { anyDiffers, section } from '../align.ts';
import type { ParamCell, ParamRow, Section, ValueCell } from '../comparison.ts';
import { jsonChanges, type JsonText, jsonText } from './jsonChanges.ts';
import { deltaOf } from '../metrics/metrics.ts';
import { sharedEffort } from '../texts/edits.ts';
import { diffText } from '../texts/textDiff.ts';
import { textsByKey, valueCells } from './values.ts';

/** Sorted by key. */
export function compareParams(snapshots: readonly Snapshot[], effort: number): Section<ParamRow> {
  const prompts = new Set(
    snapshots.flatMap(({ prompts: all }) => all.filter(({ origin }) => origin === 'param').map(({ name }) => name)),
  );
  const params = textsByKey(snapshots.map((snapshot) => snapshot.params));
  const each = sharedEffort(
    effort,
    params.flatMap(({ texts: [base, ...others] }) => others.filter((here) => here !== base && isCostly(base, here)))
      .length,
  );
  return section(
    params.map(({ key, texts }): ParamRow => {
      const isPrompt = prompts.has(key);
      const cells = isPrompt ? valueCells(texts).map(plainCell) : paramCells(texts, each);
      return { key, cells, differs: anyDiffers(cells), isPrompt };
    }),
  );
}

/** Shorter values are compared in no time. */
const SHORT = 200;

const isCostly = (base: string | null | undefined, here: string | null): boolean =>
  (base?.length ?? 0) > SHORT && (here?.length ?? 0) > SHORT;

/** Values compared by what they are, the first one the baseline's. */
export function paramCells(texts: readonly (string | null)[], effort: number): ParamCell[] {
  const base = texts[0] ?? null;
  const cells = valueCells(texts);
  if (base === null || !anyDiffers(cells)) return cells.map(plainCell);
  const before: Value = { ...jsonText(base), isLong: isLong(base) };
  return cells.map((cell) =>
    cell.change === 'changed' && cell.text !== null
      ? { ...cell, ...betweenNumbers(base, cell.text), ...betweenTexts(before, cell.text, effort) }
      : { ...plainCell(cell), ...(cell === cells[0] || cell.text === null ? {} : betweenNumbers(base, cell.text)) },
  );
}

interface Value extends JsonText {
  readonly isLong: boolean;
}

type Within = Omit<ParamCell, keyof ValueCell>;

const plainCell = (cell: ValueCell): ParamCell => ({
  ...cell,
  deltaText: null,
  percentText: null,
  inside: null,
  diff: null,
});

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+$/;
/** More digits than the largest double has are no number that anyone compares. */
const MOST_DIGITS = 310;

const isNumber = (text: string): boolean => text.length <= MOST_DIGITS && NUMBER.test(text);

function betweenNumbers(base: string, here: string): Pick<Within, 'deltaText' | 'percentText'> {
  if (!isNumber(base) || !isNumber(here)) return { deltaText: null, percentText: null };
  if (INTEGER.test(base) && INTEGER.test(here)) return betweenIntegers(BigInt(unsigned(base)), BigInt(unsigned(here)));
  const { deltaText, percentText } = deltaOf(Number(base), Number(here));
  return { deltaText, percentText };
}

/** BigInt reads no plus. */
const unsigned = (integer: string): string => integer.replace('+', '');

/** Ids and seeds are longer than a double holds: their difference is taken before it is one. */
function betweenIntegers(base: bigint, here: bigint): Pick<Within, 'deltaText' | 'percentText'> {
  const delta = Number(here - base);
  if (!Number.isFinite(delta)) return { deltaText: null, percentText: null };
  const size = Math.abs(Number(base));
  return { deltaText: formatDelta(delta), percentText: size === 0 ? null : formatPercent((delta / size) * 100) };
}

function betweenTexts(base: Value, here: string, effort: number): Pick<Within, 'inside' | 'diff'> {
  const inside = jsonChanges(base, base.value === null ? { text: here, value: null } : jsonText(here), effort);
  const isDiffed = inside === null && (base.isLong || isLong(here));
  return { inside, diff: isDiffed ? diffText(base.text, here, effort) : null };
}

const MANY_WORDS = 12;

/** Several lines, or more words than a value has. */
const isLong = (text: string): boolean =>
  /[\r\n]/.test(text.trim()) || text.split(/\s+/, MANY_WORDS).length >= MANY_WORDS;
