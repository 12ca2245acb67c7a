import { invalid } from '../../model/errors.ts';
import type { LifecycleStage, ViewType } from '../../model/run.ts';
import type { Database } from '../database.ts';
import { STAGES_OF } from '../experiments.ts';
import { allOf, conditionsSql, identifiesRows, orderedColumns, orderSql } from './compile.ts';
import { finite, located } from './grammar.ts';
import { parseFilter, parseOrder, shortened, type Condition, type Order } from './parse.ts';
import { RUN_GRAMMAR } from './runGrammar.ts';
import { isOneOf, joined, sql, type Sql } from './sql.ts';

export interface RunSelectionQuery {
  readonly experimentIds: readonly string[];
  readonly view?: ViewType;
  readonly filter?: string;
  readonly orderBy?: readonly string[];
}

/** Which runs, and in which order: read, checked, and as pieces of SQL over the run `r`. */
export interface RunSelection {
  readonly experiments: readonly number[];
  readonly stages: readonly LifecycleStage[];
  readonly conditions: readonly Condition[];
  /** One for each condition. */
  readonly tests: readonly Sql[];
  readonly orders: readonly Order[];
  /** Empty for the newest first. */
  readonly order: readonly Sql[];
}

/** Reads a query. Throws INVALID_PARAMETER_VALUE with MLflow's texts. */
export function runSelection(query: RunSelectionQuery): RunSelection {
  const { experimentIds, view = 'ACTIVE_ONLY', filter = '', orderBy = [] } = query;
  const conditions = parseFilter(filter, RUN_GRAMMAR.texts);
  const orders = orderBy.map(parseOrder);
  const order = orderSql(orderedColumns(RUN_GRAMMAR, orders), orderBy);
  return {
    experiments: experimentNumbers(experimentIds),
    stages: JSON.parse(STAGES_OF[view]) as LifecycleStage[],
    conditions,
    tests: conditionsSql(RUN_GRAMMAR, conditions),
    orders,
    order: order.length === 1 && order[0]?.text === 'r.start_time DESC' ? [] : order,
  };
}

/** Ids are decimal integers; one longer than any id of ours names no experiment. */
export function experimentNumbers(experimentIds: readonly string[]): readonly number[] {
  for (const id of experimentIds) {
    if (!/^-?\d+$/.test(id)) throw invalid(`Invalid experiment id '${shortened(id)}'. It must be an integer.`);
  }
  return [...new Set(experimentIds.map(Number).filter(Number.isSafeInteger))];
}

/** More parts than these cost more to prepare than they save. */
const MAX_PARTS = 32;
/** From so many runs on, reading them in the order of a metric's index beats sorting them. */
const MANY_RUNS = 2000;
const NEWEST = sql('r.start_time DESC, r.run_id');

/** Finds a page of runs. */
export class RunFinder {
  readonly #db: Database;
  readonly #many: number;

  constructor(db: Database, many = MANY_RUNS) {
    this.#db = db;
    this.#many = many;
  }

  /** The runs' internal numbers, in order. */
  find(selection: RunSelection, limit: number, offset: number): readonly bigint[] {
    const byMetric = this.#areMany(selection) ? byFirstMetric(selection, limit, offset) : undefined;
    const first = byMetric && this.#run(byMetric.statement);
    // Runs that lack the metric come after all others: where the page is full without them, it is the page.
    if (first && (byMetric.whole || first.length === limit)) return first;
    return this.#run(pageStatement(selection, limit, offset));
  }

  #run({ text, values }: Sql): readonly bigint[] {
    const rows = this.#db.prepareExact<{ run_no: bigint }>(text).all(...values);
    return rows.map((row) => row.run_no);
  }

  #areMany({ experiments, stages, orders }: RunSelection): boolean {
    if (!orders[0] || located(RUN_GRAMMAR, orders[0].identifier, true).entity !== 'metric') return false;
    const { text, values } = allOf(scope(experiments, stages));
    return (
      this.#db.prepare(`SELECT 1 FROM runs r WHERE ${text} LIMIT 1 OFFSET ${this.#many}`).get(...values) !== undefined
    );
  }
}

/** The statement that always finds the whole page. */
export function pageStatement(selection: RunSelection, limit: number, offset: number): Sql {
  const { experiments, stages, tests, order } = selection;
  if (identifiesRows(RUN_GRAMMAR, selection.conditions))
    return ordered([...scope(experiments, stages, '+'), ...tests], order, limit, offset);
  const parts = experiments.length * stages.length > MAX_PARTS ? [experiments] : experiments.map((id) => [id]);
  if (order.length > 0 || parts.length * stages.length <= 1) {
    return ordered([...scope(experiments, stages), ...tests], order, limit, offset);
  }
  return merged(
    parts.flatMap((ids) => stages.map((stage) => [...scope(ids, [stage], ids.length > 1 ? '+' : ''), ...tests])),
    limit,
    offset,
  );
}

/** `mark` "+" keeps the columns from choosing an index. */
const scope = (experiments: readonly number[], stages: readonly LifecycleStage[], mark = ''): readonly Sql[] => [
  isOneOf(`${mark}r.experiment_id`, experiments),
  isOneOf(`${mark}r.lifecycle_stage`, stages),
];

function ordered(where: readonly Sql[], order: readonly Sql[], limit: number, offset: number): Sql {
  const [conditions, sorted] = [allOf(where), joined([...order, NEWEST], ', ')];
  const text = `SELECT r.run_no FROM runs r WHERE ${conditions.text} ORDER BY ${sorted.text} LIMIT ? OFFSET ?`;
  return sql(text, ...conditions.values, ...sorted.values, limit, offset);
}

/** The newest of several parts, each read in the order of its index and no further than the page reaches. */
function merged(parts: readonly (readonly Sql[])[], limit: number, offset: number): Sql {
  const newest = parts.map((where) => {
    const { text, values } = allOf(where);
    const part = `SELECT r.run_no, r.start_time, r.run_id FROM runs r WHERE ${text} ORDER BY ${NEWEST.text} LIMIT ?`;
    return sql(`SELECT * FROM (${part})`, ...values, limit + offset);
  });
  const { text, values } = joined(newest, ' UNION ALL ');
  return sql(`SELECT r.run_no FROM (${text}) r ORDER BY ${NEWEST.text} LIMIT ? OFFSET ?`, ...values, limit, offset);
}

/** A test of a run's data asked of the metric's row: it is looked at before the run itself is. */
const onOrder = ({ text, values }: Sql): Sql => sql(text.replaceAll('r.run_no', 'o.run_no'), ...values);

/** The runs that have a real value of the metric they are ordered by first, in the order of its index. */
export function byFirstMetric(
  { experiments, stages, conditions, tests, orders, order }: RunSelection,
  limit: number,
  offset: number,
): { readonly statement: Sql; readonly whole: boolean } | undefined {
  const [first] = orders;
  if (!first) return undefined;
  const { key } = located(RUN_GRAMMAR, first.identifier, true);
  const value = finite('o.value');
  const isOnIt = (condition: Condition): boolean => {
    const named = located(RUN_GRAMMAR, condition.identifier, true);
    return named.entity === 'metric' && named.key === key && condition.operator !== '!=';
  };
  const where = conditions.map((condition, index) =>
    isOnIt(condition)
      ? sql(`${value} ${condition.operator} ?`, ...(tests[index]?.values.slice(1) ?? []))
      : onOrder(tests[index] ?? sql('TRUE')),
  );
  const { text, values } = allOf([
    sql('o.key = ? AND o.is_nan = 0 AND r.run_no = o.run_no', key),
    ...where,
    ...scope(experiments, stages, '+'),
  ]);
  // The first order is its rank and its value.
  const sorted = joined([sql(`${value}${first.descending ? ' DESC' : ''}`), ...order.slice(2), NEWEST], ', ');
  return {
    statement: sql(
      `SELECT r.run_no FROM latest_metrics o CROSS JOIN runs r WHERE ${text} ORDER BY ${sorted.text} LIMIT ? OFFSET ?`,
      ...values,
      ...sorted.values,
      limit,
      offset,
    ),
    whole: conditions.some(isOnIt),
  };
}
