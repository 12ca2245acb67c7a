import { parsePromptTemplate } from '../../src/model/promptTemplate.ts';

/** A part of a line, as indices of its text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the template variables stand in a line of a text, counted from 1. */
export type VariableFinder = (line: number) => readonly Range[];

export const NO_VARIABLES: VariableFinder = () => [];

/** Texts longer than this are shown without their variables marked. */
const LONGEST = 300_000;

/** Finds the variables of these names in the lines of a prompt's text, or of a part of it. */
export function variableFinder(text: string, names: readonly string[]): VariableFinder {
  if (names.length === 0 || text.length > LONGEST) return NO_VARIABLES;
  const known = new Set(names);
  const fields = parsePromptTemplate(text).fields.filter(({ name }) => known.has(name));
  if (fields.length === 0) return NO_VARIABLES;
  const byLine = new Map<number, Range[]>();
  let [line, at] = [1, 0];
  for (const { 0: whole, 1: own = '' } of text.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)) {
    const ranges = within(fields, at, at + own.length);
    if (ranges.length > 0) byLine.set(line, [...ranges]);
    at += whole.length;
    line++;
  }
  return (number) => byLine.get(number) ?? [];
}

/** The ranges as far as they lie between two indices, counted from the first of these. */
export function within(ranges: readonly Range[], start: number, end: number): readonly Range[] {
  return ranges
    .filter((range) => range.start < end && range.end > start)
    .map((range) => ({ start: Math.max(range.start, start) - start, end: Math.min(range.end, end) - start }));
}
