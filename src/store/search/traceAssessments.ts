import { invalid } from '../../model/errors.ts';
import { shortened } from './parse.ts';
import { sql, type Sql } from './sql.ts';
import { comparison, quotedText, refuseOperator, type TraceCondition } from './traceValues.ts';

const NUMBER_OPERATORS = ['>', '>=', '<', '<='];
const OPERATORS = ['=', '!=', ...NUMBER_OPERATORS, 'LIKE', 'ILIKE', 'RLIKE', 'IS NULL', 'IS NOT NULL'];

/**
 * A condition on feedback or on an expectation, by its name. What is said of a whole session is said of each of its
 * traces; `experiments` tells which traces are looked at, from their row `x`.
 */
export function assessmentCondition(condition: TraceCondition, experiments: Sql): Sql {
  const { entity, key, operator } = condition;
  if (key === '') throw invalid('Assessment field name cannot be empty');
  refuseOperator(operator, OPERATORS, `assessment.${key} `);
  const value = operator.startsWith('IS') ? sql('TRUE') : valueCondition(condition);
  const matching = sql(`a.kind = ? AND a.name = ? AND a.valid = 1 AND ${value.text}`, entity, key, ...value.values);
  const traces = sql(
    `SELECT a.trace_no FROM assessments a WHERE ${matching.text}
     UNION SELECT o.trace_no FROM assessments a JOIN traces x USING (trace_no)
       JOIN trace_metadata m ON m.trace_no = a.trace_no AND m.key = 'mlflow.trace.session'
       JOIN trace_metadata o ON o.key = 'mlflow.trace.session' AND o.value = m.value
       WHERE ${matching.text} AND ${experiments.text} AND ${OF_SESSION}`,
    ...matching.values,
    ...matching.values,
    ...experiments.values,
  );
  return sql(`t.trace_no ${operator === 'IS NULL' ? 'NOT IN' : 'IN'} (${traces.text})`, ...traces.values);
}

/** An assessment of a session names it. */
const OF_SESSION = `EXISTS (SELECT 1 FROM json_each(a.metadata) d WHERE d.value ->> 'key' = 'mlflow.trace.session')`;

/** Values are JSON: numbers compare as numbers, everything else as its text, and `=` with a text's characters too. */
function valueCondition({ entity, operator, value }: TraceCondition): Sql {
  const numeric = NUMBER_OPERATORS.includes(operator);
  const text = quotedText(value);
  if (numeric && value.kind === 'number') {
    const compared = comparison('CAST(a.value AS REAL)', operator, Number(value.source));
    return sql(`json_type(a.value) IN ('integer', 'real') AND ${compared.text}`, ...compared.values);
  }
  if (numeric || text === undefined) {
    const expected = numeric
      ? `Expected a numeric value for ${entity} when using comparator '${operator}'. Got value`
      : `Expected a quoted string value for ${entity} (e.g. 'my-value'). Got value`;
    throw invalid(`${expected} ${shortened(value.source)}`);
  }
  if (operator === '=') return sql('a.value IN (?, ?)', text, JSON.stringify(text));
  if (operator === '!=') return sql('a.value NOT IN (?, ?)', text, JSON.stringify(text));
  return comparison('a.value', operator, text);
}
