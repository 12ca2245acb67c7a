import { int64 } from '../model/json.ts';
import type { LifecycleStage, Metric, RunStatus, ViewType } from '../model/run.ts';
import type { RunSummary } from '../model/runSummary.ts';
import type { Database } from './database.ts';
import { STAGES_OF } from './experiments.ts';
import { readValue } from './runData.ts';
import { byRun, idList } from './rows.ts';
import { allOf } from './search/compile.ts';
import { runFilterTests, wordTests } from './search/runFilter.ts';
import { isOneOf, sql, type Sql } from './search/sql.ts';

interface SummaryRow {
  readonly run_no: bigint;
  readonly run_id: string;
  readonly experiment_id: bigint;
  readonly run_name: string;
  readonly status: RunStatus;
  readonly start_time: bigint;
  readonly end_time: bigint | null;
  readonly lifecycle_stage: LifecycleStage;
  readonly model_type: string;
}

interface MetricRow {
  readonly run_no: bigint;
  readonly key: string;
  readonly value: number;
  readonly is_nan: bigint;
}

/** Which runs a list counts and shows. */
export interface RunScope {
  /** All experiments when not given. */
  readonly experimentId?: string;
  readonly view?: ViewType;
  /** Words that all must occur in the run's name, id or a param's value. */
  readonly text?: string;
  /** MLflow's grammar, or plain words as `text` has them; see `runFilterTests`. */
  readonly filter?: string;
}

/** Which page of them, and how. */
export interface RunListQuery extends RunScope {
  readonly limit: number;
  readonly offset?: number;
  /** The metrics to show, in this order; the first three by name when empty or not given. */
  readonly metricKeys?: readonly string[];
}

const HEADLINES = 3;
const COLUMNS = `r.run_no, r.run_id, r.experiment_id, r.run_name, r.status, r.start_time, r.end_time, r.lifecycle_stage,
  ifnull((SELECT p.value FROM params p WHERE p.run_no = r.run_no AND p.key = 'model_type'), '') AS model_type`;

/** Pages of run summaries for lists, newest first. */
export class RunList {
  readonly #db: Database;
  readonly #firstMetrics;
  readonly #namedMetrics;

  constructor(db: Database) {
    this.#db = db;
    this.#firstMetrics = db.prepareExact<MetricRow>(
      `SELECT m.* FROM json_each(?) n JOIN latest_metrics m ON m.run_no = n.value
       WHERE (SELECT count(*) FROM latest_metrics o WHERE o.run_no = m.run_no AND o.key < m.key) < ${HEADLINES}
       ORDER BY m.run_no, m.key`,
    );
    this.#namedMetrics = db.prepareExact<MetricRow>(
      `SELECT m.* FROM json_each(?) n CROSS JOIN json_each(?) k
         JOIN latest_metrics m ON m.run_no = n.value AND m.key = k.value ORDER BY m.run_no, k.key`,
    );
  }

  /** One page; fewer items than `limit` means it was the last. */
  page(query: RunListQuery): readonly RunSummary[] {
    const { text, values } = scopeSql(query);
    const statement = this.#db.prepareExact<SummaryRow>(
      `SELECT ${COLUMNS} FROM runs r WHERE ${text} ORDER BY r.start_time DESC, r.run_no DESC LIMIT ? OFFSET ?`,
    );
    const rows = statement.all(...values, query.limit, query.offset ?? 0);
    const numbers = idList(rows.map((row) => row.run_no));
    const keys = query.metricKeys ?? [];
    const metrics =
      keys.length > 0 ? this.#namedMetrics.all(numbers, JSON.stringify(keys)) : this.#firstMetrics.all(numbers);
    const ofRun = byRun(metrics, toHeadline);
    return rows.map((row) => toSummary(row, ofRun(row.run_no)));
  }

  /** How many runs each experiment has, by experiment id; experiments without any are absent. */
  counts(scope: Omit<RunScope, 'experimentId'> = {}): ReadonlyMap<string, number> {
    const { text, values } = scopeSql(scope);
    const statement = this.#db.prepare<{ experiment_id: number; runs: number }>(
      `SELECT r.experiment_id, count(*) AS runs FROM runs r WHERE ${text} GROUP BY r.experiment_id`,
    );
    return new Map(statement.all(...values).map((row) => [String(row.experiment_id), row.runs]));
  }

  /** How many runs of the list come before this one; undefined where it is not in the list. */
  position(runId: string, scope: RunScope): number | undefined {
    const { text, values } = scopeSql(scope);
    const statement = this.#db.prepare<{ position: number }>(
      `SELECT (SELECT count(*) FROM runs r WHERE ${text} AND (r.start_time, r.run_no) > (f.start_time, f.run_no)) AS position
       FROM runs f WHERE f.run_id = ? AND EXISTS (SELECT 1 FROM runs r WHERE r.run_no = f.run_no AND ${text})`,
    );
    return statement.get(...values, runId, ...values)?.position;
  }
}

function scopeSql({ experimentId, view = 'ACTIVE_ONLY', text = '', filter = '' }: RunScope): Sql {
  const stages = JSON.parse(STAGES_OF[view]) as LifecycleStage[];
  const experiment = experimentId === undefined ? [] : [sql('r.experiment_id = ?', experimentId)];
  return allOf([isOneOf('r.lifecycle_stage', stages), ...experiment, ...wordTests(text), ...runFilterTests(filter)]);
}

const toHeadline = (row: MetricRow): Pick<Metric, 'key' | 'value'> => ({ key: row.key, value: readValue(row) });

function toSummary(row: SummaryRow, metrics: RunSummary['metrics']): RunSummary {
  return {
    runId: row.run_id,
    experimentId: String(row.experiment_id),
    runName: row.run_name,
    status: row.status,
    startTime: int64(row.start_time),
    endTime: row.end_time === null ? null : int64(row.end_time),
    lifecycleStage: row.lifecycle_stage,
    metrics,
    modelType: row.model_type,
  };
}
