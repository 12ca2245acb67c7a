import { int64 } from '../model/json.ts';
import type { LifecycleStage, Metric, RunStatus, ViewType } from '../model/run.ts';
import type { RunSummary } from '../model/runSummary.ts';
import type { Database } from './database.ts';
import { STAGES_OF } from './experiments.ts';
import { readValue } from './runData.ts';
import { byRun, idList } from './rows.ts';

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

/** Which runs a list shows and how. */
export interface RunListQuery {
  /** All experiments when not given. */
  readonly experimentId?: string;
  readonly view?: ViewType;
  readonly limit: number;
  readonly offset?: number;
  /** The metrics to show, in this order; the first three by name when empty or not given. */
  readonly metricKeys?: readonly string[];
  /** Words that all must occur in the run's name, id or a param's value. */
  readonly text?: string;
}

const HEADLINES = 3;
const COLUMNS = `r.run_no, r.run_id, r.experiment_id, r.run_name, r.status, r.start_time, r.end_time, r.lifecycle_stage,
  ifnull((SELECT p.value FROM params p WHERE p.run_no = r.run_no AND p.key = 'model_type'), '') AS model_type`;
const ORDER = 'ORDER BY r.start_time DESC, r.run_no DESC LIMIT ? OFFSET ?';
const IN_VIEW = 'r.lifecycle_stage IN (SELECT value FROM json_each(?))';

/** Pages of run summaries for lists, newest first. */
export class RunList {
  readonly #all;
  readonly #ofExperiment;
  readonly #matching;
  readonly #counts;
  readonly #firstMetrics;
  readonly #namedMetrics;

  constructor(db: Database) {
    this.#all = db.prepareExact<SummaryRow>(`SELECT ${COLUMNS} FROM runs r WHERE ${IN_VIEW} ${ORDER}`);
    this.#ofExperiment = db.prepareExact<SummaryRow>(
      `SELECT ${COLUMNS} FROM runs r WHERE ${IN_VIEW} AND r.experiment_id = ? ${ORDER}`,
    );
    this.#matching = db.prepareExact<SummaryRow>(
      `SELECT ${COLUMNS} FROM runs r WHERE ${IN_VIEW} AND r.experiment_id = ifnull(?, r.experiment_id) AND NOT EXISTS (
         SELECT 1 FROM json_each(?) word WHERE instr(lower(r.run_name || ' ' || r.run_id), lower(word.value)) = 0
           AND NOT EXISTS (SELECT 1 FROM params p WHERE p.run_no = r.run_no AND instr(lower(p.value), lower(word.value)) > 0))
       ${ORDER}`,
    );
    this.#counts = db.prepare<{ experiment_id: number; runs: number }>(
      `SELECT r.experiment_id, count(*) AS runs FROM runs r WHERE ${IN_VIEW} GROUP BY r.experiment_id`,
    );
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
    const rows = this.#rows(query);
    const numbers = idList(rows.map((row) => row.run_no));
    const keys = query.metricKeys ?? [];
    const metrics =
      keys.length > 0 ? this.#namedMetrics.all(numbers, JSON.stringify(keys)) : this.#firstMetrics.all(numbers);
    const ofRun = byRun(metrics, toHeadline);
    return rows.map((row) => toSummary(row, ofRun(row.run_no)));
  }

  /** How many runs each experiment has in this view, by experiment id; experiments without any are absent. */
  counts(view: ViewType = 'ACTIVE_ONLY'): ReadonlyMap<string, number> {
    return new Map(this.#counts.all(STAGES_OF[view]).map((row) => [String(row.experiment_id), row.runs]));
  }

  #rows(query: RunListQuery): readonly SummaryRow[] {
    const { view = 'ACTIVE_ONLY', limit, offset = 0, experimentId, text = '' } = query;
    const words = text.split(/\s+/).filter(Boolean);
    if (words.length > 0)
      return this.#matching.all(STAGES_OF[view], experimentId ?? null, JSON.stringify(words), limit, offset);
    if (experimentId === undefined) return this.#all.all(STAGES_OF[view], limit, offset);
    return this.#ofExperiment.all(STAGES_OF[view], experimentId, limit, offset);
  }
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
