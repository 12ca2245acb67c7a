import type { TemplateField } from './promptTemplate.ts';

const NAME = String.raw`[\p{L}_][\p{L}\p{N}\p{M}_]*`;
/** `{{name}}`, `{{{name}}}`, `{{&name}}`, `{{#name}}`, `{{#each name}}`, `{{^name}}`, `{{/name}}`, `{{else}}`. */
const TAG = new RegExp(
  `\\{\\{\\{?~?\\s*([#^/&>!]?)\\s*(?:(each|with|if|unless)\\s+)?(${NAME}(?:\\.${NAME})*)?([^{}]*)\\}?\\}\\}`,
  'gu',
);
const HELPERS = new Set(['if', 'unless']);

/**
 * The names a Mustache or Handlebars template takes from outside, in order, with repetitions. Inside a section names
 * mean parts of what the section is about, so they are left out there; not so inside `#if` and `#unless`.
 */
export function mustacheFields(text: string): TemplateField[] {
  const fields: TemplateField[] = [];
  let depth = 0;
  for (const match of text.matchAll(TAG)) {
    const [all, sign, helper = '', name] = match;
    const opens = sign === '#' || sign === '^';
    if (sign === '/') depth -= HELPERS.has(name ?? '') || HELPERS.has(helper) || depth === 0 ? 0 : 1;
    const isVariable = name !== undefined && name !== 'else' && name !== 'this' && !'/>!'.includes(sign || ' ');
    if (isVariable && depth === 0) fields.push({ name, start: match.index, end: match.index + all.length });
    if (opens && !HELPERS.has(helper)) depth++;
  }
  return fields;
}
