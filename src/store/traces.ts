import { invalid, notFound } from '../model/errors.ts';
import { int64, type Int64 } from '../model/json.ts';
import type { Tag } from '../model/run.ts';
import { SPANS_IN_STORE, TRACE_KEYS, type Span, type TraceInfo, type TraceState } from '../model/trace.ts';
import { artifactPath } from './artifacts.ts';
import { Assessments, type NewAssessment } from './assessments.ts';
import type { Database } from './database.ts';
import type { Experiments } from './experiments.ts';
import { TraceLinks } from './traceLinks.ts';
import { TraceSpans } from './traceSpans.ts';

interface TraceRow {
  readonly trace_no: bigint;
  readonly trace_id: string;
  readonly experiment_id: bigint;
  readonly request_time: bigint;
  readonly execution_duration: bigint | null;
  readonly state: TraceState;
  readonly client_request_id: string | null;
  readonly request_preview: string | null;
  readonly response_preview: string | null;
  readonly tags: string;
  readonly metadata: string;
}

/** A trace as a client sends it when it is complete, or when it begins. */
export interface NewTrace extends Omit<TraceInfo, 'assessments'> {
  readonly assessments: readonly NewAssessment[];
}

/** How a trace went that was begun before; tags and metadata are added to what is there. */
export interface TraceEnd extends Pick<TraceInfo, 'state' | 'tags' | 'metadata'> {
  readonly endTime: Int64;
}

/** Which traces of an experiment to delete: these, or those that began until a time, oldest first. */
export type TracesToDelete =
  { readonly traceIds: readonly string[] } | { readonly until: Int64; readonly limit?: number };

const pairs = (table: string) => `(SELECT json_group_array(json_object('key', p.key, 'value', p.value))
  FROM (SELECT key, value FROM ${table} WHERE trace_no = t.trace_no ORDER BY key) p)`;
const SELECT = `SELECT t.*, ${pairs('trace_tags')} AS tags, ${pairs('trace_metadata')} AS metadata FROM traces t`;

/** Traces. What their spans hold is in `spans`, what people say of them in `assessments`. */
export class Traces {
  readonly assessments: Assessments;
  readonly spans: TraceSpans;
  readonly links: TraceLinks;
  readonly #db: Database;
  readonly #experiments: Experiments;
  readonly #get;
  readonly #getMany;
  readonly #numbers;
  readonly #put;
  readonly #end;
  readonly #setTag;
  readonly #deleteTag;
  readonly #setMetadata;
  readonly #idsOf;
  readonly #idsUntil;
  readonly #delete;

  constructor(db: Database, experiments: Experiments) {
    this.#db = db;
    this.#experiments = experiments;
    this.assessments = new Assessments(db);
    this.spans = new TraceSpans(db);
    this.links = new TraceLinks(db);
    this.#get = db.prepareExact<TraceRow>(`${SELECT} WHERE t.trace_id = ?`);
    this.#getMany = db.prepareExact<TraceRow>(`${SELECT} JOIN json_each(?) n ON n.value = t.trace_no ORDER BY n.key`);
    this.#numbers = db.prepareExact<{ trace_no: bigint; experiment_id: bigint }>(
      'SELECT t.trace_no, t.experiment_id FROM json_each(?) i JOIN traces t ON t.trace_id = i.value ORDER BY i.key',
    );
    // A client that repeats a call, or completes what its spans began, changes the trace it made.
    this.#put = db.prepare<{ trace_no: number }>(
      `INSERT INTO traces (trace_id, experiment_id, request_time, execution_duration, state, client_request_id,
         request_preview, response_preview) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET experiment_id = excluded.experiment_id, request_time = excluded.request_time,
         execution_duration = excluded.execution_duration, state = excluded.state,
         client_request_id = excluded.client_request_id,
         request_preview = ifnull(excluded.request_preview, request_preview),
         response_preview = ifnull(excluded.response_preview, response_preview)
       RETURNING trace_no`,
    );
    this.#end = db.prepare('UPDATE traces SET execution_duration = ? - request_time, state = ? WHERE trace_no = ?');
    const set = (table: string) =>
      db.prepare(`INSERT INTO ${table} VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`);
    this.#setTag = set('trace_tags');
    this.#setMetadata = set('trace_metadata');
    this.#deleteTag = db.prepare(
      'DELETE FROM trace_tags WHERE key = ? AND trace_no = (SELECT trace_no FROM traces WHERE trace_id = ?)',
    );
    this.#idsOf = db.prepare<{ trace_id: string }>(
      `SELECT trace_id FROM traces WHERE experiment_id = ? AND trace_id IN (SELECT value FROM json_each(?))`,
    );
    this.#idsUntil = db.prepare<{ trace_id: string }>(
      `SELECT trace_id FROM traces WHERE experiment_id = ? AND request_time <= ? ORDER BY request_time, trace_id LIMIT ?`,
    );
    this.#delete = db.prepare('DELETE FROM traces WHERE trace_id IN (SELECT value FROM json_each(?))');
  }

  /**
   * Keeps a trace, or what is new of one that is there. Throws RESOURCE_DOES_NOT_EXIST for an unknown experiment and
   * INVALID_PARAMETER_VALUE for a deleted one.
   */
  start(trace: NewTrace): TraceInfo {
    return this.#db.write(() => {
      const { artifactLocation } = this.#experiments.getActive(trace.experimentId);
      const { traceId, experimentId, requestTime, executionDuration, state } = trace;
      const previews = [trace.clientRequestId, trace.requestPreview, trace.responsePreview];
      const row = this.#put.get(traceId, experimentId, requestTime, executionDuration, state, ...previews);
      const number = row?.trace_no ?? 0;
      const location = { key: TRACE_KEYS.artifactLocation, value: artifactUri(artifactLocation, traceId) };
      // Where the spans are is the store's own knowledge: a copied trace brings the tag along, but not its spans.
      const tags = trace.tags.filter((tag) => tag.key !== TRACE_KEYS.spansLocation);
      for (const { key, value } of [...tags, location]) this.#setTag.run(number, key, value);
      for (const { key, value } of trace.metadata) this.#setMetadata.run(number, key, value);
      for (const assessment of trace.assessments) this.assessments.put(traceId, assessment);
      return this.get(traceId);
    });
  }

  /** Ends a trace that an MLflow 2 client began. Throws RESOURCE_DOES_NOT_EXIST. */
  end(traceId: string, end: TraceEnd): TraceInfo {
    return this.#db.write(() => {
      const { trace_no: number } = this.#row(traceId);
      this.#end.run(end.endTime, end.state, number);
      for (const { key, value } of end.tags) this.#setTag.run(number, key, value);
      for (const { key, value } of end.metadata) this.#setMetadata.run(number, key, value);
      return this.get(traceId);
    });
  }

  /** Throws RESOURCE_DOES_NOT_EXIST. */
  get(traceId: string): TraceInfo {
    return this.#toInfo(this.#row(traceId));
  }

  find(traceId: string): TraceInfo | undefined {
    const row = this.#get.get(traceId);
    return row && this.#toInfo(row);
  }

  /** Traces by their internal numbers, in this order. */
  getMany(numbers: readonly (number | bigint)[]): readonly TraceInfo[] {
    return this.#getMany.all(`[${numbers.join(',')}]`).map((row) => this.#toInfo(row));
  }

  /** The traces of these ids, each once, in the order of their last mention; of these experiments where given. */
  getByIds(traceIds: readonly string[], experimentIds?: readonly string[]): readonly TraceInfo[] {
    const last = [...new Set(traceIds.toReversed())].toReversed();
    const experiments = experimentIds && new Set(experimentIds);
    const wanted = (row: { readonly experiment_id: bigint }) => experiments?.has(String(row.experiment_id)) ?? true;
    const rows = this.#numbers.all(JSON.stringify(last)).filter(wanted);
    return this.getMany(rows.map((row) => row.trace_no));
  }

  /** Throws RESOURCE_DOES_NOT_EXIST for a missing trace. */
  setTag(traceId: string, key: string, value: string): void {
    this.#db.write(() => this.#setTag.run(this.#row(traceId).trace_no, key, value));
  }

  /** Throws RESOURCE_DOES_NOT_EXIST when there is no such trace or no such tag. */
  deleteTag(traceId: string, key: string): void {
    this.#db.write(() => {
      if (this.#deleteTag.run(key, traceId).changes > 0) return;
      throw notFound(`No trace tag with key '${key}' for trace with ID '${traceId}'`);
    });
  }

  /**
   * Keeps the spans of a trace in place of those it had, for filters. The trace's tag says from now on that they can be
   * read here or, where they are not `answerable`, that its file is to be read.
   */
  keepSpans(traceId: string, spans: readonly Span[], answerable = true): void {
    this.#db.write(() => {
      this.spans.replace(traceId, spans);
      if (answerable) this.setTag(traceId, TRACE_KEYS.spansLocation, SPANS_IN_STORE);
      else this.#deleteTag.run(TRACE_KEYS.spansLocation, traceId);
    });
  }

  /**
   * Deletes traces for good and returns the folders of their own, which are the caller's to remove. Throws
   * INVALID_PARAMETER_VALUE for a limit below 1.
   */
  delete(experimentId: string, which: TracesToDelete): readonly string[] {
    return this.#db.write(() => {
      const ids = this.#idsToDelete(experimentId, which).map((row) => row.trace_id);
      if (ids.length === 0) return [];
      const { artifactLocation } = this.#experiments.get(experimentId);
      this.#delete.run(JSON.stringify(ids));
      this.links.forget(ids);
      return ids.map((id) => artifactPath(traceUri(artifactLocation, id)));
    });
  }

  /** The folder of a trace's files, as a path of the artifact store. Its tag may say anything: anybody can set it. */
  artifactFolder(trace: TraceInfo): string {
    return artifactPath(artifactUri(this.#experiments.get(trace.experimentId).artifactLocation, trace.traceId));
  }

  #idsToDelete(experimentId: string, which: TracesToDelete) {
    if ('traceIds' in which) return this.#idsOf.all(experimentId, JSON.stringify(which.traceIds));
    const { until, limit } = which;
    if (limit !== undefined && limit < 1)
      throw invalid(`\`max_traces\` must be a positive integer, received ${limit}.`);
    return this.#idsUntil.all(experimentId, until, limit ?? -1);
  }

  #row(traceId: string): TraceRow {
    const row = this.#get.get(traceId);
    if (!row) throw missingTrace(traceId);
    return row;
  }

  #toInfo(row: TraceRow): TraceInfo {
    return {
      traceId: row.trace_id,
      experimentId: String(row.experiment_id),
      requestTime: int64(row.request_time),
      executionDuration: row.execution_duration === null ? null : int64(row.execution_duration),
      state: row.state,
      clientRequestId: row.client_request_id,
      requestPreview: row.request_preview,
      responsePreview: row.response_preview,
      metadata: JSON.parse(row.metadata) as Tag[],
      tags: JSON.parse(row.tags) as Tag[],
      assessments: this.assessments.ofTrace(row.trace_id),
    };
  }
}

export const missingTrace = (traceId: string): Error => notFound(`Trace with ID '${traceId}' not found.`);

const traceUri = (location: string, traceId: string): string => `${location}/traces/${traceId}`;

const artifactUri = (location: string, traceId: string): string => `${traceUri(location, traceId)}/artifacts`;
