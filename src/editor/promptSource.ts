/**
 * Finding a prompt's text in the source it came from, and what to write there instead. A text stands in source as it
 * is (a template file, a triple-quoted string), indented (YAML, a dedented string), or escaped inside the quotes of a
 * string literal; it is written back in the form it was found in. Plain functions of texts.
 */

/** A stretch of a source text, as offsets, and the text that takes its place. */
export interface SourceEdit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Whether the prompt stands there already. */
  readonly same: boolean;
}

/** Shorter texts stand everywhere: they count only as the whole of a string literal or of a file. */
const TELLING = 12;
/** More places than anybody would look through. */
const MOST = 50;

/** Whether any text may stand anywhere in a source, as in Markdown and templates, or would be read as code. */
export type SourceForm = 'prose' | 'code';

/**
 * The places of a source where one of these versions of a prompt stands, each with what makes it `text`, in the order
 * of the source. A trailing line break is not part of a prompt here: editors and YAML add one. Where `text` cannot be
 * written without breaking what is around it is no place.
 */
export function findPrompt(
  source: string,
  form: SourceForm,
  versions: readonly string[],
  text: string,
): readonly SourceEdit[] {
  const found: SourceEdit[] = [];
  const wanted = withoutEnd(text);
  // The longest first: one version may be the beginning of another.
  const candidates = [...new Set([...versions, text].map(withoutEnd))].filter((version) => version.trim() !== '');
  for (const version of candidates.toSorted((a, b) => b.length - a.length)) {
    for (const place of placesOf(source, version)) {
      if (found.length >= MOST) break;
      if (found.some(({ start, end }) => place.start < end && place.end > start)) continue;
      const replacement = place.write(wanted);
      if (form === 'code' && place.isBare && !isBareCode(version, wanted)) continue;
      found.push({ start: place.start, end: place.end, replacement, same: version === wanted });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

const withoutEnd = (text: string): string => text.replace(/\r?\n$/, '');

/** In the middle of a line of code: only what needs no escaping there, or what spans lines as the old text did. */
const isBareCode = (version: string, wanted: string): boolean => version.includes('\n') || !/["'`\\\n\r]/.test(wanted);

interface Place {
  readonly start: number;
  readonly end: number;
  /** Neither between quotes of its own nor on lines of its own. */
  readonly isBare?: boolean;
  readonly write: (text: string) => string;
}

function placesOf(source: string, text: string): readonly Place[] {
  return [...verbatim(source, text), ...indented(source, text), ...escaped(source, text)];
}

/** The text as it is: inside quotes it is written as that literal needs it. */
function verbatim(source: string, text: string): readonly Place[] {
  return occurrences(source, text).flatMap((start) => {
    const end = start + text.length;
    const quote = quoteAround(source, start, end);
    const whole = source.slice(0, start).trim() === '' && source.slice(end).trim() === '';
    if (text.length < TELLING && quote === undefined && !whole) return [];
    if (quote !== undefined) return [{ start, end, write: (next: string) => escape(next, quote, text) }];
    const indent = indentOf(source, start, end);
    if (indent === undefined) return [{ start, end, isBare: true, write: (next: string) => next }];
    return [{ start, end, write: text.includes('\n') ? (next: string) => next : indenting(indent, '\n') }];
  });
}

/** What stands before a stretch that has its lines to itself; undefined where it has not. */
function indentOf(source: string, start: number, end: number): string | undefined {
  const indent = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  return indent.trim() === '' && /^[^\S\n]*(?:\n|$)/.test(source.slice(end, end + 200)) ? indent : undefined;
}

/** Lines after the first one indented, but for empty ones. */
const indenting =
  (indent: string, newline: string) =>
  (text: string): string =>
    text
      .split(/\r?\n/)
      .map((line, index) => (index === 0 || line === '' ? line : indent + line))
      .join(newline);

/** Lines after the first one indented alike, as in a YAML block or a string that is dedented. */
function indented(source: string, text: string): readonly Place[] {
  const lines = text.split(/\r?\n/);
  const [first = '', ...others] = lines;
  if (others.length === 0 || first.trim() === '') return [];
  return occurrences(source, first).flatMap((start) => {
    const lineStart = source.lastIndexOf('\n', start - 1) + 1;
    const indent = source.slice(lineStart, start);
    if (indent === '' || indent.trim() !== '') return [];
    let end = start + first.length;
    let newline = '\n';
    for (const line of others) {
      const break_ = /^\r?\n/.exec(source.slice(end, end + 2))?.[0];
      if (break_ === undefined) return [];
      newline = break_;
      end += break_.length;
      // An empty line is often left without its indent.
      const written = line === '' && !source.startsWith(indent, end) ? '' : indent + line;
      if (!source.startsWith(written, end)) return [];
      end += written.length;
    }
    return [{ start, end, write: indenting(indent, newline) }];
  });
}

/** The text as a string literal has it that cannot hold it as it is: line breaks, quotes and back-slashes escaped. */
function escaped(source: string, text: string): readonly Place[] {
  return QUOTES.flatMap((quote) => {
    const written = escape(text, quote, '');
    if (written === text) return [];
    return occurrences(source, written).flatMap((start) => {
      const end = start + written.length;
      if (quoteAround(source, start, end) !== quote) return [];
      return [{ start, end, write: (next: string) => escape(next, quote, '') }];
    });
  });
}

type Quote = '"""' | "'''" | '"' | "'" | '`';
const QUOTES: readonly Quote[] = ['"""', "'''", '"', "'", '`'];

/** The quotes a stretch stands between, with nothing but white space inside of them for those that hold lines. */
function quoteAround(source: string, start: number, end: number): Quote | undefined {
  const before = source.slice(Math.max(0, start - 200), start);
  const after = source.slice(end, end + 200);
  return QUOTES.find((quote) => {
    const holdsLines = quote.length === 3 || quote === '`';
    // A back-slash after the opening quotes leaves out the line break behind it.
    const opening = holdsLines ? before.trimEnd().replace(/\\$/, '') : before;
    const closing = holdsLines ? after.trimStart() : after;
    return opening.endsWith(quote) && closing.startsWith(quote);
  });
}

/**
 * A text as it stands inside these quotes. Where quotes may hold lines, back-slashes are doubled only if the text that
 * stood there needed none: one that held some was a raw string.
 */
function escape(text: string, quote: Quote, before: string): string {
  if (quote.length === 3) {
    const slashes = before.includes('\\') ? text : text.replaceAll('\\', '\\\\');
    const inner = slashes.replaceAll(quote, `\\${quote}`);
    // A quote right before the closing ones would be one of them.
    return inner.endsWith(quote.charAt(0)) ? `${inner.slice(0, -1)}\\${quote.charAt(0)}` : inner;
  }
  const slashes = before.includes('\\') ? text : text.replaceAll('\\', '\\\\');
  const quoted = slashes.replaceAll(quote, `\\${quote}`);
  if (quote === '`') return quoted.replaceAll('${', '\\${');
  return quoted.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

function occurrences(source: string, text: string): readonly number[] {
  const found: number[] = [];
  for (let at = source.indexOf(text); at >= 0 && found.length < MOST; at = source.indexOf(text, at + text.length)) {
    found.push(at);
  }
  return found;
}
