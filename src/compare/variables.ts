import { parsePromptTemplate } from '../model/promptTemplate.ts';
import { mergeOrder } from './align.ts';
import type { VariableChange } from './comparison.ts';

/** The template variables of a text against those of its baseline, in order of appearance. */
export function variableChanges(base: string, here: string): VariableChange[] {
  const before = parsePromptTemplate(base).variables;
  const now = parsePromptTemplate(here).variables;
  const was = new Set(before);
  const is = new Set(now);
  return mergeOrder([now, before]).map((name) => ({
    name,
    change: !is.has(name) ? 'removed' : was.has(name) ? 'kept' : 'added',
    from: null,
  }));
}
