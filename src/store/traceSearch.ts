import type { Page } from '../model/run.ts';
import type { TraceInfo } from '../model/trace.ts';
import type { Database } from './database.ts';
import { allOf } from './search/compile.ts';
import { limitOf, offsetOf, pageToken } from './search/paging.ts';
import { isOneOf, joined, type Sql } from './search/sql.ts';
import { traceFilter, traceOrder } from './search/traceGrammar.ts';
import type { Traces } from './traces.ts';

export interface TraceQuery {
  readonly experimentIds: readonly string[];
  readonly filter?: string;
  readonly maxResults?: number;
  readonly orderBy?: readonly string[];
  readonly pageToken?: string;
}

/** How many traces satisfy two filters, one of them, and both, of all that satisfy a third. */
export interface TraceCounts {
  readonly total: number;
  readonly first: number;
  readonly second: number;
  readonly both: number;
}

const LIMITS = { usual: 100, most: 500 };

/** MLflow's searches for traces. Everything a client can get wrong throws INVALID_PARAMETER_VALUE with MLflow's text. */
export class TraceSearch {
  readonly #db: Database;
  readonly #traces: Traces;

  constructor(db: Database, traces: Traces) {
    this.#db = db;
    this.#traces = traces;
  }

  /** The newest first. As MLflow does, a page that is full has a token, also when nothing follows. */
  find(query: TraceQuery): Page<TraceInfo> {
    const where = conditions(query.experimentIds, query.filter ?? '');
    const order = joined(traceOrder(query.orderBy ?? []), ', ');
    const limit = limitOf(query.maxResults, LIMITS);
    const offset = offsetOf(query.pageToken);
    const text = `SELECT t.trace_no FROM traces t WHERE ${where.text} ORDER BY ${order.text} LIMIT ? OFFSET ?`;
    const rows = this.#db.prepareExact<{ trace_no: bigint }>(text).all(...where.values, ...order.values, limit, offset);
    const items = this.#traces.getMany(rows.map((row) => row.trace_no));
    return rows.length === limit ? { items, nextPageToken: pageToken(offset + limit) } : { items };
  }

  count(experimentIds: readonly string[], first: string, second: string, base = ''): TraceCounts {
    const all = conditions(experimentIds, base);
    const [one, other] = [first, second].map((filter) => conditions(experimentIds, filter));
    if (!one || !other) throw new Error('two filters have two conditions');
    const text = `SELECT count(*) AS total, ifnull(sum(a), 0) AS first, ifnull(sum(b), 0) AS second,
      ifnull(sum(a AND b), 0) AS "both" FROM (SELECT ${one.text} AS a, ${other.text} AS b FROM traces t WHERE ${all.text})`;
    const counts = this.#db.prepare<TraceCounts>(text).get(...one.values, ...other.values, ...all.values);
    return counts ?? { total: 0, first: 0, second: 0, both: 0 };
  }
}

function conditions(experimentIds: readonly string[], filter: string): Sql {
  const ids = experimentIds.map(Number);
  return allOf([isOneOf('t.experiment_id', ids), ...traceFilter(filter, isOneOf('x.experiment_id', ids))]);
}
