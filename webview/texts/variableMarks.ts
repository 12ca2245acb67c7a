import { parsePromptTemplate } from '../../src/model/promptTemplate.ts';
import type { PromptTemplate } from '../../src/model/promptTemplate.ts';

/** A part of a line, as indices of its text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Finds the template variables in one line of a text. */
export type VariableFinder = (line: string) => readonly Range[];

/** Texts longer than this are shown without their variables marked. */
const LONGEST = 300_000;

const PLACES: Readonly<Record<PromptTemplate['syntax'], RegExp>> = {
  jinja: /\{%.*?%\}|\{\{.*?\}\}/g,
  double: /\{\{.*?\}\}/g,
  single: /\{\{|\}\}|\$?\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g,
};

/** What marks the variables of these names in the lines of a prompt's text. */
export function variableFinder(text: string, names: readonly string[]): VariableFinder {
  if (names.length === 0 || text.length > LONGEST) return () => [];
  const { syntax } = parsePromptTemplate(text);
  const known = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}_])`, 'u');
  return (line) =>
    line.includes('{')
      ? [...line.matchAll(PLACES[syntax])]
          .filter(([place]) => known.test(place))
          .map(({ 0: place, index }) => ({ start: index, end: index + place.length }))
      : [];
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The ranges as far as they lie between two indices, counted from the first of these. */
export function within(ranges: readonly Range[], start: number, end: number): readonly Range[] {
  return ranges
    .filter((range) => range.start < end && range.end > start)
    .map((range) => ({ start: Math.max(range.start, start) - start, end: Math.min(range.end, end) - start }));
}
