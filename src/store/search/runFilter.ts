import { UserError } from '../../model/errors.ts';
import { conditionsSql } from './compile.ts';
import { parseFilter } from './parse.ts';
import { RUN_GRAMMAR } from './runGrammar.ts';
import { sql, type Sql } from './sql.ts';

/**
 * A filter a person types: a search in MLflow's grammar once it compares anything, plain words before. As tests of the
 * run `r`. Throws INVALID_PARAMETER_VALUE with the grammar's text.
 */
export function runFilterTests(text: string): readonly Sql[] {
  if (!COMPARES.test(text)) return wordTests(text);
  return conditionsSql(RUN_GRAMMAR, parseFilter(text.trim(), RUN_GRAMMAR.texts));
}

const COMPARES = /[=<>]|\bI?LIKE\s*['"]|\bIN\s*\(|\S\s+IS\s+(?:NOT\s+)?NULL\b/i;

/** What is wrong with such a filter, in the grammar's words; undefined where nothing is. */
export function runFilterProblem(text: string): string | undefined {
  try {
    runFilterTests(text);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** Words that all must occur in the run's name, its id or a param's value. */
export function wordTests(text: string): readonly Sql[] {
  const words = text.split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return [
    sql(
      `NOT EXISTS (SELECT 1 FROM json_each(?) word
         WHERE instr(lower(r.run_name || ' ' || r.run_id), lower(word.value)) = 0 AND NOT EXISTS (
           SELECT 1 FROM params p WHERE p.run_no = r.run_no AND instr(lower(p.value), lower(word.value)) > 0))`,
      JSON.stringify(words),
    ),
  ];
}
