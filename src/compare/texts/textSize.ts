import type { ChatMessage, DiffLine, SizeOfChange, TextDiff, TextSize } from '../comparison.ts';
import { countWords, splitLines, splitSentences } from './textTokens.ts';
import { estimateTokens } from './tokenEstimate.ts';

/** What each message costs beside its words: the marks around it and its role. */
const TOKENS_PER_MESSAGE = 4;

/** Characters are code points, as Python's `len` counts them; words are what has a letter or a digit in it. */
export function sizeOfText(text: string): TextSize {
  return {
    characters: codePoints(text),
    words: countWords(text),
    lines: splitLines(text).length,
    tokens: estimateTokens(text),
  };
}

/** Of all messages together, without their roles. */
export function sizeOfMessages(messages: readonly ChatMessage[]): TextSize {
  const sizes = messages.map(({ text }) => sizeOfText(text));
  const sum = (name: keyof TextSize): number => sizes.reduce((all, size) => all + size[name], 0);
  return {
    characters: sum('characters'),
    words: sum('words'),
    lines: sum('lines'),
    tokens: sum('tokens') + TOKENS_PER_MESSAGE * messages.length,
  };
}

function codePoints(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) if ((text.codePointAt(at) ?? 0) > 0xffff) pairs++;
  return text.length - pairs;
}

/** How much the diffs of a prompt's parts change; null stands for a prompt that is not there. */
export function sizeOfChange(
  diffs: readonly TextDiff[],
  before: TextSize | null,
  after: TextSize | null,
): SizeOfChange {
  const parts = diffs.flatMap(changedParts);
  const sum = (count: (part: ChangedPart) => number): number => parts.reduce((all, part) => all + count(part), 0);
  const size = {
    addedWords: sum(({ right }) => ofAll(right.marked, countWords)),
    removedWords: sum(({ left }) => ofAll(left.marked, countWords)),
    addedCharacters: sum(({ right }) => ofAll(right.marked, codePoints)),
    removedCharacters: sum(({ left }) => ofAll(left.marked, codePoints)),
    sentences: sum(({ left, right }) => Math.max(touchedSentences(left), touchedSentences(right))),
    tokens: (after?.tokens ?? 0) - (before?.tokens ?? 0),
  };
  const inked = parts.some(({ left, right }) => [...left.marked, ...right.marked].some((text) => text.trim() !== ''));
  return { ...size, text: inked || parts.length === 0 ? sizeText(size) : 'white space only' };
}

const ofAll = (texts: readonly string[], measure: (text: string) => number): number =>
  texts.reduce((all, text) => all + measure(text), 0);

function sizeText(size: Omit<SizeOfChange, 'text'>): string {
  const words = [
    ...(size.addedWords > 0 ? [`+${count(size.addedWords, 'word')}`] : []),
    ...(size.removedWords > 0 ? [`−${count(size.removedWords, 'word')}`] : []),
  ];
  if (words.length === 0) {
    const [more, less] = [size.addedCharacters, size.removedCharacters];
    if (more > 0) words.push(`+${count(more, 'character')}`);
    if (less > 0) words.push(`−${count(less, 'character')}`);
  }
  if (size.tokens !== 0) words.push(`about ${size.tokens < 0 ? '−' : '+'}${count(Math.abs(size.tokens), 'token')}`);
  return words.join(', ');
}

const count = (number: number, what: string): string =>
  `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;

/** Lines in a row that changed. */
interface ChangedPart {
  readonly left: Marked;
  readonly right: Marked;
}

/** A text, and which of its characters are marked as changed. */
interface Marked {
  text: string;
  /** Start and end of what is marked. */
  readonly ranges: (readonly [start: number, end: number])[];
  readonly marked: string[];
}

function changedParts({ rows }: TextDiff): ChangedPart[] {
  const parts: ChangedPart[] = [];
  let within = false;
  for (const row of rows) {
    if (row.kind !== 'same') {
      if (!within) parts.push({ left: emptyMarked(), right: emptyMarked() });
      const part = parts.at(-1);
      if (part && row.left) addLine(part.left, row.left);
      if (part && row.right) addLine(part.right, row.right);
    }
    within = row.kind !== 'same';
  }
  return parts;
}

const emptyMarked = (): Marked => ({ text: '', ranges: [], marked: [] });

function addLine(marked: Marked, line: DiffLine): void {
  for (const { text, changed } of line.segments) {
    if (changed) {
      marked.ranges.push([marked.text.length, marked.text.length + text.length]);
      marked.marked.push(text);
    }
    marked.text += text;
  }
  if (line.endingChanged) marked.marked.push(line.ending);
  marked.text += line.ending;
}

/** Sentences with something marked in them; changed white space rewrites none. */
function touchedSentences({ text, ranges }: Marked): number {
  const inked = ranges.filter(([start, end]) => text.slice(start, end).trim() !== '');
  let touched = 0;
  let [at, next] = [0, 0];
  for (const sentence of splitSentences(text)) {
    const end = at + sentence.length;
    while (next < inked.length && (inked[next]?.[1] ?? 0) <= at) next++;
    if (next < inked.length && (inked[next]?.[0] ?? 0) < end && sentence.trim() !== '') touched++;
    at = end;
  }
  return touched;
}
