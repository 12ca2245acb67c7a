import { PROMPT_TAG } from '../../model/models.ts';
import type { Condition } from './parse.ts';
import { sql, type Sql } from './sql.ts';
import { KEY_QUOTES, unquoted, VALUE_QUOTES } from './tokens.ts';

/**
 * The registry's searches hide prompts unless the first condition on the prompt tag asks for them. Where it does not,
 * all conditions on that tag ask for everything else, models without the tag included, and count for nothing.
 */
export function asksForPrompts(conditions: readonly Condition[]): boolean {
  const condition = conditions.find(isOnPromptTag);
  if (!condition) return false;
  const text = unquoted(condition.value.source, VALUE_QUOTES)?.toLowerCase();
  return text === (condition.operator === '=' ? 'true' : condition.operator === '!=' ? 'false' : undefined);
}

export function isOnPromptTag({ identifier: { prefix, key } }: Condition): boolean {
  return (prefix === 'tag' || prefix === 'tags') && (unquoted(key, KEY_QUOTES) ?? key) === PROMPT_TAG;
}

/** What is no prompt: models and versions each look at their own tags, as in MLflow. Indexes hold these very words. */
export const noPrompt = (row: string, tags: 'registered_model_tags' | 'model_version_tags'): Sql =>
  sql(
    `NOT EXISTS (SELECT 1 FROM ${tags} p WHERE p.name = ${row}.name AND p.key = '${PROMPT_TAG}' AND p.value = 'true')`,
  );
