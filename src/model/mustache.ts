import type { TemplateField } from './promptTemplate.ts';

/** `{{name}}`, `{{{name}}}`, `{{&name}}`, `{{#name}}`, `{{#each name}}`, `{{^name}}`, `{{/name}}`, `{{else}}`. */
const TAG = /\{\{\{?~?([^{}]*)\}?\}\}/g;
const INSIDE =
  /^([#^/&>!]?)\s*(?:(each|with|if|unless)\s+)?([\p{L}_][\p{L}\p{N}\p{M}_]*(?:\.[\p{L}_][\p{L}\p{N}\p{M}_]*)*)?/u;
/** These of Handlebars' helpers leave the names inside of them what they are. */
const CONDITIONS = new Set(['if', 'unless']);
const NO_NAMES = new Set(['else', 'this']);

/** Whether some section is opened and, later, some is closed. */
export function hasSection(text: string): boolean {
  const opened = text.search(/\{\{~?\s?[#^]\s?\w/);
  return opened >= 0 && /\{\{~?\s?\/\s?\w/.test(text.slice(opened));
}

/**
 * The names a Mustache or Handlebars template takes from outside, in order, with repetitions. Inside a section names
 * mean parts of what the section is about, so they are left out there; not so inside `#if` and `#unless`.
 */
export function mustacheFields(text: string): TemplateField[] {
  const fields: TemplateField[] = [];
  let depth = 0;
  for (const match of text.matchAll(TAG)) {
    const [, sign = '', helper = '', name = ''] = INSIDE.exec((match[1] ?? '').trim()) ?? [];
    if (sign === '/' && !CONDITIONS.has(name)) depth = Math.max(0, depth - 1);
    const isVariable = name !== '' && !NO_NAMES.has(name) && (sign === '' || '#^&'.includes(sign));
    if (isVariable && depth === 0) fields.push({ name, start: match.index, end: match.index + match[0].length });
    if ((sign === '#' || sign === '^') && !CONDITIONS.has(helper)) depth++;
  }
  return fields;
}
