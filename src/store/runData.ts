import { invalid } from '../model/errors.ts';
import { int64, stringifyJson } from '../model/json.ts';
import type { Metric, Page, Param, Run, Tag } from '../model/run.ts';
import type { Database } from './database.ts';
import { historyToken, readHistoryToken, type HistoryPlace } from './historyToken.ts';
import { idList } from './rows.ts';
import { repr } from './search/python.ts';

/** What a run holds, each list as the JSON text that `stringifyJson` makes of it: `[]` where it is empty. */
export type RunDataText = Readonly<Record<'params' | 'tags' | 'metrics', string>>;

/** A point of a history, its integers as JavaScript numbers or, exact, as bigints. */
interface PointRow<Integer = number | bigint> {
  readonly value: number;
  readonly is_nan: Integer;
  readonly timestamp: Integer;
  readonly step: Integer;
}

interface MetricRow extends PointRow<bigint> {
  readonly key: string;
}

/** A latest point of the run at `index`; its value is NULL for NaN, its timestamp and step are text already. */
type MetricTextRow = readonly [index: number, key: string, value: number | null, place: string];

type RunNo = number | bigint;

/** The point MLflow calls the latest: the greatest (step, timestamp, value). */
const IS_LATER = `(excluded.step, excluded.timestamp, excluded.value) >
  (latest_metrics.step, latest_metrics.timestamp, latest_metrics.value)`;

/** Params, tags and metrics of runs, by the run's internal number. */
export class RunData {
  readonly #params;
  readonly #tags;
  readonly #latest;
  readonly #pairTexts;
  readonly #metricTexts;
  readonly #getParam;
  readonly #insertParam;
  readonly #setTag;
  readonly #deleteTag;
  readonly #insertMetric;
  readonly #setLatest;
  readonly #history;
  readonly #exactHistory;
  readonly #historyFacts;

  constructor(db: Database) {
    this.#params = db.prepare<Param>('SELECT key, value FROM params WHERE run_no = ? ORDER BY key');
    this.#tags = db.prepare<Tag>('SELECT key, value FROM tags WHERE run_no = ? ORDER BY key');
    this.#latest = db.prepareExact<MetricRow>(
      'SELECT key, value, is_nan, timestamp, step FROM latest_metrics WHERE run_no = ? ORDER BY key',
    );
    // A run's rows come sorted by key, for the table's primary key leads to them; to sort them again is half the work.
    const pairs = (table: string) => `(SELECT json_group_array(json_object('key', t.key, 'value', t.value))
      FROM ${table} t WHERE t.run_no = n.value)`;
    this.#pairTexts = db
      .prepare<readonly [index: number, params: string, tags: string]>(
        `SELECT n.key, ${pairs('params')}, ${pairs('tags')} FROM json_each(?) n`,
      )
      .raw();
    this.#metricTexts = db
      .prepare<MetricTextRow>(
        `SELECT n.key, t.key, iif(t.is_nan, NULL, t.value), '"timestamp":' || t.timestamp || ',"step":' || t.step
         FROM json_each(?) n CROSS JOIN latest_metrics t ON t.run_no = n.value`,
      )
      .raw();
    this.#getParam = db.prepare<{ value: string }>('SELECT value FROM params WHERE run_no = ? AND key = ?');
    this.#insertParam = db.prepare('INSERT INTO params VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.#setTag = db.prepare('INSERT INTO tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
    this.#deleteTag = db.prepare('DELETE FROM tags WHERE run_no = ? AND key = ?');
    // A batch that a client sends again must not double the history.
    this.#insertMetric = db.prepare(
      'INSERT OR IGNORE INTO metrics (run_no, key, timestamp, step, value, is_nan) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#setLatest = db.prepare(
      `INSERT INTO latest_metrics (run_no, key, timestamp, step, value, is_nan) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET value = excluded.value, is_nan = excluded.is_nan,
         timestamp = excluded.timestamp, step = excluded.step WHERE ${IS_LATER}`,
    );
    const history = `SELECT value, is_nan, timestamp, step FROM metrics
      WHERE run_no = ? AND key = ? AND (timestamp, step, value, is_nan) > (?, ?, ?, ?)
      ORDER BY timestamp, step, value, is_nan LIMIT ?`;
    this.#history = db.prepare<PointRow<number>>(history);
    this.#exactHistory = db.prepareExact<PointRow<bigint>>(history);
    this.#historyFacts = db.prepare<HistoryFacts>(
      `SELECT count(*) AS count, min(iif(is_nan, NULL, value)) AS min, max(iif(is_nan, NULL, value)) AS max
       FROM metrics WHERE run_no = ? AND key = ?`,
    );
  }

  /** What `Run` holds of this run; keys are sorted. */
  read(runNo: RunNo): Pick<Run, 'params' | 'tags' | 'metrics'> {
    const metrics = this.#latest.all(runNo).map((row) => toMetric(row.key, row));
    return { params: this.#params.all(runNo), tags: this.#tags.all(runNo), metrics };
  }

  /**
   * The same of many runs as text, as a look-up by their places in the list. SQLite writes most of it: to make objects
   * first and text of those takes nearly twice as long. Only JavaScript writes a double as JavaScript does.
   */
  readTexts(numbers: readonly RunNo[]): (index: number) => RunDataText {
    const list = idList(numbers);
    const metrics = numbers.map(() => '');
    for (const [index, key, value, place] of this.#metricTexts.all(list)) {
      const before = metrics[index] === '' ? '' : `${metrics[index]},`;
      metrics[index] = `${before}{"key":${JSON.stringify(key)},"value":${valueText(value ?? NaN)},${place}}`;
    }
    const pairs = new Map(this.#pairTexts.all(list).map(([index, ...texts]) => [index, texts]));
    return (index) => {
      const [params = '[]', tags = '[]'] = pairs.get(index) ?? [];
      return { params, tags, metrics: `[${metrics[index] ?? ''}]` };
    };
  }

  /** Writes params once: the same value again is fine, another value is returned as a conflict and not written. */
  addParams(runNo: RunNo, params: readonly Param[]): readonly ParamConflict[] {
    const conflicts: ParamConflict[] = [];
    for (const { key, value } of params) {
      if (this.#insertParam.run(runNo, key, value).changes > 0) continue;
      const oldValue = this.#getParam.get(runNo, key)?.value ?? value;
      if (oldValue !== value) conflicts.push({ key, oldValue, newValue: value });
    }
    return conflicts;
  }

  setTags(runNo: RunNo, tags: readonly Tag[]): void {
    for (const { key, value } of tags) this.#setTag.run(runNo, key, value);
  }

  /** False when there was no such tag. */
  deleteTag(runNo: RunNo, key: string): boolean {
    return this.#deleteTag.run(runNo, key).changes > 0;
  }

  addMetrics(runNo: RunNo, metrics: readonly Metric[]): void {
    for (const { key, timestamp, step, value } of metrics) {
      const [stored, isNan] = storedValue(value);
      // A point that is there already has been the latest, or was not.
      if (this.#insertMetric.run(runNo, key, timestamp, step, stored, isNan).changes === 0) continue;
      this.#setLatest.run(runNo, key, timestamp, step, stored, isNan);
    }
  }

  historyFacts(runNo: RunNo, key: string): HistoryFacts {
    return this.#historyFacts.get(runNo, key) ?? { count: 0, min: null, max: null };
  }

  /** One metric's points sorted by time, step and value, after that of the token; at most `limit` where given. */
  history({ run_no: runNo, run_id: runId }: RunKey, key: string, limit?: number, pageToken = ''): Page<Metric> {
    const after = pageToken === '' ? BEFORE_ALL : readHistoryToken(runId, key, pageToken);
    const query = [runNo, key, ...after, limit === undefined ? -1 : limit + 1];
    const rows: readonly PointRow[] = this.#history.all(...query);
    // Bigints take longer than all the rest: they are read where a number did not do.
    const points = rows.every(isExact) ? rows : this.#exactHistory.all(...query);
    const items = points.slice(0, limit).map((row) => toMetric(key, row));
    const last = points[items.length - 1];
    if (!last || points.length === items.length) return { items };
    return { items, nextPageToken: historyToken(runId, key, placeOf(last)) };
  }
}

/** What a metric's history says whole: how many points it has; its least and greatest, null where all are NaN. */
export interface HistoryFacts {
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
}

interface RunKey {
  readonly run_no: RunNo;
  readonly run_id: string;
}

const BEFORE_ALL: HistoryPlace = [-(2n ** 63n), -(2n ** 63n), -Infinity, -1];

const isExact = ({ timestamp, step }: PointRow): boolean =>
  Number.isSafeInteger(timestamp) && Number.isSafeInteger(step);

const placeOf = ({ timestamp, step, value, is_nan: isNan }: PointRow): HistoryPlace => [
  timestamp,
  step,
  value,
  Number(isNan),
];

export interface ParamConflict {
  readonly key: string;
  readonly oldValue: string;
  readonly newValue: string;
}

/** A metric's value as its two columns: SQLite has no NaN. */
export function storedValue(value: number): readonly [value: number, isNan: number] {
  return Number.isNaN(value) ? [0, 1] : [value, 0];
}

export function readValue(row: { readonly value: number; readonly is_nan: number | bigint }): number {
  return row.is_nan ? NaN : row.value;
}

/** As `stringifyJson` writes it, which takes its time over each. */
const valueText = (value: number): string =>
  Number.isFinite(value) && value !== 0 ? String(value) : stringifyJson(value);

/** MLflow's text for a param that was logged with another value; clients show it with a hint of their own. */
export function paramConflict(runId: string, conflicts: readonly ParamConflict[], batch: boolean): Error {
  const [first] = conflicts;
  if (!batch && first) {
    return invalid(
      `Changing param values is not allowed. Param with key='${first.key}' was already logged with value='${first.oldValue}' for run ID='${runId}'. Attempted logging new value '${first.newValue}'.`,
    );
  }
  const list = conflicts.map(({ key, oldValue, newValue }) => ({ key, old_value: oldValue, new_value: newValue }));
  return invalid(
    `Changing param values is not allowed. Params were already logged='${repr(list)}' for run ID='${runId}'.`,
  );
}

function toMetric(key: string, row: PointRow): Metric {
  return { key, value: readValue(row), timestamp: int64(row.timestamp), step: int64(row.step) };
}
