import { jinjaVariables } from './jinja.ts';

/**
 * The variables of a prompt template. Which braces mean a variable is decided once per text:
 *
 * 1. `jinja`: the text has a Jinja tag (`{% for ... %}`, `{% if ... %}`). Variables are the names its tags and its
 *    `{{ ... }}` expressions take from outside.
 * 2. `double`: MLflow's own format. The text has `{{ name }}`, also dotted, also with filters (`{{ name | upper }}`),
 *    and nothing says that its doubled braces are escapes. Single braces are plain text then.
 * 3. `single`: everything else, read as Python's str.format and f-strings and as `${name}`: `{name}`, `{a.b}`, `{a[0]}`,
 *    with conversion and format spec (`{x!r:>10}`, `{x:{width}}`); `{{` and `}}` are escaped braces.
 *
 * Doubled braces are escapes when some `{{` opens no variable (`{{"label": 1}}`) while a single-brace variable
 * stands beside them. Braces around anything but a name (JSON, sets, code, `{}`, `{0}`) are no variables.
 */
export interface PromptTemplate {
  readonly syntax: 'jinja' | 'double' | 'single';
  /** Each once, in order of first appearance. */
  readonly variables: readonly string[];
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}\p{M}_]*`;
const DOTTED = `${NAME}(?:\\.${NAME})*`;
const JINJA_TAG =
  /\{%[-+]?\s*(?:for|if|set|macro|block|raw|include|extends|import|from|with|call|filter|autoescape)\b(?:(?!\{%)[^])*?%\}/;
const DOUBLE = new RegExp(`\\{\\{-?\\s*(${DOTTED})\\s*(?:\\|[^{}]*)?-?\\}\\}`, 'gu');

/** `d`, `>10`, `,.2f`, `%Y-%m-%d`, with `{name}` in the place of a number. */
const NUMBER = `(?:\\d*|\\{${NAME}\\})`;
const SPEC = `(?:(?:[^{}]?[<>=^])?[-+ ]?z?#?0?${NUMBER}[,_]?(?:\\.${NUMBER})?[bcdeEfFgGnosxX%]?|(?:%[a-zA-Z%]|[-/:., T])+)`;
const FIELD = `(${NAME}(?:\\.${NAME}|\\[[^\\[\\]{}"']+\\])*)=?(?:![rsa])?(:${SPEC})?`;
const SINGLE = new RegExp(`\\{\\{|\\{${FIELD}\\}`, 'gu');

/** Reads a prompt's text as a template by the rule above; any text is one. */
export function parsePromptTemplate(text: string): PromptTemplate {
  if (JINJA_TAG.test(text)) return { syntax: 'jinja', variables: unique(jinjaVariables(text)) };
  const doubles = [...text.matchAll(DOUBLE)];
  const singles = singleFields(text);
  if (doubles.length > 0 && (singles.length === 0 || !escapesBraces(text))) {
    return { syntax: 'double', variables: unique(doubles.map((match) => match[1] ?? '')) };
  }
  return { syntax: 'single', variables: unique(singles) };
}

/** Whether some `{{` opens no `{{ name }}`. */
const escapesBraces = (text: string): boolean => text.replace(DOUBLE, '').includes('{{');

function singleFields(text: string): string[] {
  return [...text.matchAll(SINGLE)].flatMap(([, name, spec]) => {
    if (name === undefined) return [];
    const inSpec = [...(spec ?? '').matchAll(new RegExp(`\\{(${NAME})\\}`, 'gu'))];
    return [name, ...inSpec.map((match) => match[1] ?? '')];
  });
}

const unique = (names: readonly string[]): string[] => [...new Set(names)];
