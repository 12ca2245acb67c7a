import { alreadyExists, invalid, notFound } from '../model/errors.ts';
import { int64, type Int64 } from '../model/json.ts';
import type { Tag } from '../model/run.ts';
import type { Assessment, AssessmentError, AssessmentKind, AssessmentSourceType } from '../model/trace.ts';
import type { Database } from './database.ts';
import { newId } from './ids.ts';

interface AssessmentRow {
  readonly assessment_id: string;
  readonly trace_id: string;
  readonly name: string;
  readonly kind: AssessmentKind;
  readonly value: string;
  readonly error: string | null;
  readonly source_type: AssessmentSourceType;
  readonly source_id: string | null;
  readonly span_id: string | null;
  readonly rationale: string | null;
  readonly metadata: string;
  readonly overrides: string | null;
  readonly valid: bigint;
  readonly create_time: bigint;
  readonly last_update_time: bigint;
}

/** An assessment to keep; what is not given is made: an id, the present time. */
export interface NewAssessment extends Omit<
  Assessment,
  'assessmentId' | 'traceId' | 'valid' | 'createTime' | 'lastUpdateTime'
> {
  readonly assessmentId?: string;
  readonly createTime?: Int64;
  readonly lastUpdateTime?: Int64;
}

/** What an update may change; metadata is added to what is there. */
export interface AssessmentChange {
  readonly name?: string;
  readonly rationale?: string;
  readonly metadata?: readonly Tag[];
  readonly value?: Pick<Assessment, 'kind' | 'value' | 'error'>;
}

const SELECT = 'SELECT a.*, t.trace_id FROM assessments a JOIN traces t USING (trace_no)';
const TITLES = { feedback: 'a Feedback', expectation: 'an Expectation', issue: 'an Issue' } as const;

/** Assessments of traces. One that overrides another makes it invalid until it is deleted itself. */
export class Assessments {
  readonly #db: Database;
  readonly #get;
  readonly #ofTrace;
  readonly #traceNumber;
  readonly #insert;
  readonly #update;
  readonly #setValid;
  readonly #delete;

  constructor(db: Database) {
    this.#db = db;
    this.#get = db.prepareExact<AssessmentRow>(`${SELECT} WHERE t.trace_id = ? AND a.assessment_id = ?`);
    this.#ofTrace = db.prepareExact<AssessmentRow>(
      `${SELECT} WHERE t.trace_id = ? ORDER BY a.create_time, a.assessment_no`,
    );
    this.#traceNumber = db.prepare<{ trace_no: number }>('SELECT trace_no FROM traces WHERE trace_id = ?');
    const columns = `assessment_id, trace_no, name, kind, value, error, source_type, source_id, span_id, rationale,
      metadata, overrides, create_time, last_update_time`;
    this.#insert = db.prepare(
      `INSERT INTO assessments (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
    this.#update = db.prepare(
      `UPDATE assessments SET name = ?, value = ?, error = ?, rationale = ?, metadata = ?, last_update_time = ?
       WHERE assessment_id = ?`,
    );
    this.#setValid = db.prepare(
      `UPDATE assessments SET valid = ? WHERE assessment_id = ?
         AND trace_no = (SELECT trace_no FROM traces WHERE trace_id = ?)`,
    );
    this.#delete = db.prepare('DELETE FROM assessments WHERE assessment_id = ?');
  }

  /** Oldest first. */
  ofTrace(traceId: string): readonly Assessment[] {
    return this.#ofTrace.all(traceId).map(toAssessment);
  }

  /** Throws RESOURCE_DOES_NOT_EXIST, saying whether the trace or the assessment is missing. */
  get(traceId: string, assessmentId: string): Assessment {
    const row = this.#get.get(traceId, assessmentId);
    if (row) return toAssessment(row);
    if (!this.#traceNumber.get(traceId)) throw notFound(`Trace with request_id '${traceId}' not found`);
    throw missing(traceId, assessmentId);
  }

  /**
   * Throws RESOURCE_DOES_NOT_EXIST for a missing trace or for an overridden assessment that is not there, and
   * RESOURCE_ALREADY_EXISTS for an id in use.
   */
  create(traceId: string, assessment: NewAssessment, now = Date.now()): Assessment {
    return this.#db.write(() => {
      const id = this.put(traceId, assessment, now);
      if (id === undefined) throw alreadyExists(`Assessment with ID '${assessment.assessmentId}' already exists.`);
      const { overrides } = assessment;
      if (overrides !== null && this.#setValid.run(0, overrides, traceId).changes === 0) {
        throw missing(traceId, overrides);
      }
      return this.get(traceId, id);
    });
  }

  /** Keeps an assessment and returns its id, or undefined where its id is in use; for the rooms of the store only. */
  put(traceId: string, assessment: NewAssessment, now = Date.now()): string | undefined {
    const number = this.#traceNumber.get(traceId)?.trace_no;
    if (number === undefined) throw notFound(`Trace with ID '${traceId}' not found.`);
    const id = assessment.assessmentId ?? newId('a-');
    const { name, kind, value, error, sourceType, sourceId, spanId, rationale, metadata, overrides } = assessment;
    const what = [name, kind, value, error && JSON.stringify(error), sourceType, sourceId, spanId, rationale];
    const { createTime = now, lastUpdateTime = now } = assessment;
    const row = [id, number, ...what, JSON.stringify(metadata), overrides, createTime, lastUpdateTime];
    return this.#insert.run(...row).changes > 0 ? id : undefined;
  }

  /** Throws RESOURCE_DOES_NOT_EXIST, and INVALID_PARAMETER_VALUE for a value of another kind. */
  update(traceId: string, assessmentId: string, change: AssessmentChange, now = Date.now()): Assessment {
    return this.#db.write(() => {
      const old = this.get(traceId, assessmentId);
      const { kind, value, error } = change.value ?? old;
      if (kind !== old.kind) throw invalid(`Cannot update ${kind} value on ${TITLES[old.kind]} assessment.`);
      const changed = new Map([...old.metadata, ...(change.metadata ?? [])].map((tag) => [tag.key, tag.value]));
      const metadata = Array.from(changed, ([key, text]) => ({ key, value: text }));
      // Expectations have no rationale.
      const rationale = kind === 'expectation' ? old.rationale : (change.rationale ?? old.rationale);
      const texts = [change.name ?? old.name, value, error && JSON.stringify(error), rationale];
      this.#update.run(...texts, JSON.stringify(metadata), now, assessmentId);
      return this.get(traceId, assessmentId);
    });
  }

  /** Makes the assessment that it overrode valid again. One that is not there is no error. */
  delete(traceId: string, assessmentId: string): void {
    this.#db.write(() => {
      const row = this.#get.get(traceId, assessmentId);
      if (!row) return;
      if (row.overrides !== null) this.#setValid.run(1, row.overrides, traceId);
      this.#delete.run(assessmentId);
    });
  }
}

const missing = (traceId: string, assessmentId: string): Error =>
  notFound(`Assessment with ID '${assessmentId}' not found for trace '${traceId}'`);

function toAssessment(row: AssessmentRow): Assessment {
  return {
    assessmentId: row.assessment_id,
    traceId: row.trace_id,
    name: row.name,
    kind: row.kind,
    value: row.value,
    error: row.error === null ? null : (JSON.parse(row.error) as AssessmentError),
    sourceType: row.source_type,
    sourceId: row.source_id,
    spanId: row.span_id,
    rationale: row.rationale,
    metadata: JSON.parse(row.metadata) as Tag[],
    overrides: row.overrides,
    valid: row.valid === 1n,
    createTime: int64(row.create_time),
    lastUpdateTime: int64(row.last_update_time),
  };
}
