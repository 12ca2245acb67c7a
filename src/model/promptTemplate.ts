import { jinjaFields } from './jinja.ts';
import { hasSection, mustacheFields } from './mustache.ts';

/**
 * The variables of a prompt template. Which braces mean a variable is decided once per text:
 *
 * 1. `jinja`: the text has a Jinja tag (`{% for ... %}`, `{% if ... %}`). Variables are the names its tags and its
 *    `{{ ... }}` expressions take from outside.
 * 2. `mustache`: the text has a section that is opened and closed (`{{#items}}...{{/items}}`), as in Mustache and
 *    Handlebars. Variables are the names outside of such sections, and those of the sections.
 * 3. `double`: MLflow's own format. The text has `{{ name }}`, also dotted, also with filters (`{{ name | upper }}`),
 *    and nothing says that its doubled braces are escapes. Single braces are plain text then.
 * 4. `single`: everything else, read as Python's str.format and f-strings, as `${name}` and as `%(name)s`: `{name}`,
 *    `{a.b}`, `{a[0]}`, with conversion and format spec (`{x!r:>10}`, `{x:{width}}`); `{{` and `}}` are escaped braces.
 *
 * Doubled braces are escapes when some `{{` opens no variable (`{{"label": 1}}`) while a single-brace variable
 * stands beside them. Braces around anything but a name (JSON, sets, code, `{}`, `{0}`) are no variables, nor are those
 * of TeX (`\frac{a}{b}`).
 */
export interface PromptTemplate {
  readonly syntax: 'jinja' | 'mustache' | 'double' | 'single';
  /** Each once, in order of first appearance. */
  readonly variables: readonly string[];
  /** Where they stand, in order. */
  readonly fields: readonly TemplateField[];
}

/** One place of a variable: its braces and what is between them. */
export interface TemplateField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}\p{M}_]*`;
const DOTTED = `${NAME}(?:\\.${NAME})*`;
const JINJA_TAG =
  /\{%[-+]?\s*(?:for|if|set|macro|block|raw|include|extends|import|from|with|call|do|filter|autoescape)\b(?:(?!\{%)[^])*?%\}/;
const DOUBLE = new RegExp(`\\{\\{-?\\s*(${DOTTED})\\s*(?:\\|[^{}]*)?-?\\}\\}`, 'gu');
/** `d`, `>10`, `,.2f`, `%Y-%m-%d`, with `{name}` in the place of a number. */
const NUMBER = `(?:\\d*|\\{${NAME}\\})`;
const SPEC = `(?:(?:[^{}]?[<>=^])?[-+ ]?z?#?0?${NUMBER}[,_]?(?:\\.${NUMBER})?[bcdeEfFgGnosxX%]?|(?:%[a-zA-Z%]|[-/:., T])+)`;
const INDEX = `\\[(?:[^\\[\\]{}"']+|"[^"{}\\n]*"|'[^'{}\\n]*')\\]`;
const FIELD = `(${NAME}(?:\\.${NAME}|${INDEX})*)=?(?:![rsa])?(:${SPEC})?`;
const PERCENT = `%\\((${NAME})\\)[-+ #]*\\d*(?:\\.\\d+)?[sdrfgi]`;
/** A command of TeX directly before an open brace, with the arguments before this one. */
const TEX = /\\[a-zA-Z]+\*?(?:\[[^\]{}]*\]|\{[^{}]*\})*$/;
const SINGLE = new RegExp(`\\{\\{|\\$?\\{${FIELD}\\}|${PERCENT}`, 'gu');

const IN_SPEC = new RegExp(`\\{(${NAME})\\}`, 'gu');

/** Reads a prompt's text as a template by the rule above; any text is one. */
export function parsePromptTemplate(text: string): PromptTemplate {
  if (!/[{%]/.test(text)) return template('single', []);
  if (JINJA_TAG.test(text)) return template('jinja', jinjaFields(text));
  if (hasSection(text)) return template('mustache', mustacheFields(text));
  const doubles = [...text.matchAll(DOUBLE)];
  const singles = singleFields(text);
  if (doubles.length > 0 && (singles.length === 0 || !escapesBraces(text))) {
    return template(
      'double',
      doubles.map((match) => field(match[1] ?? '', match)),
    );
  }
  return template('single', singles);
}

const template = (syntax: PromptTemplate['syntax'], fields: readonly TemplateField[]): PromptTemplate => {
  return { syntax, variables: [...new Set(fields.map(({ name }) => name))], fields };
};

const field = (name: string, match: RegExpExecArray): TemplateField => {
  return { name, start: match.index, end: match.index + match[0].length };
};

/** Whether some `{{` opens no `{{ name }}`. */
const escapesBraces = (text: string): boolean => text.replace(DOUBLE, '').includes('{{');

function singleFields(text: string): TemplateField[] {
  return [...text.matchAll(SINGLE)].flatMap((match) => {
    const [, name = match[3], spec = ''] = match;
    if (name === undefined || isOfTex(text, match)) return [];
    if (spec === '') return [field(name, match)];
    return [field(name, match), ...Array.from(spec.matchAll(IN_SPEC), (inner) => field(inner[1] ?? '', match))];
  });
}

/** Looked for only where the sign before the brace may end a command. */
function isOfTex(text: string, { index }: RegExpExecArray): boolean {
  return /[a-zA-Z*\]}]/.test(text.charAt(index - 1)) && TEX.test(text.slice(Math.max(0, index - 80), index));
}
