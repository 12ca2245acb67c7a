import { pythonJson } from '../../model/pythonJson.ts';
import type { Tag } from '../../model/run.ts';
import type { Assessment, TraceInfo } from '../../model/trace.ts';
import { isVerbatimArray, isVerbatimObject, parseVerbatim } from '../../model/verbatimJson.ts';
import { durationJson, timestampJson } from './times.ts';

/** Traces and assessments as MLflow's JSON has them, a trace in both of its shapes: MLflow 3's and the older one. */

const unlessNull = <K extends string, T>(key: K, value: T | null) =>
  (value === null ? {} : { [key]: value }) as { readonly [P in K]?: T };

const asMap = (key: string, tags: readonly Tag[]) =>
  tags.length === 0 ? {} : { [key]: Object.fromEntries(tags.map((tag) => [tag.key, tag.value])) };

export function traceInfoJson(trace: TraceInfo): object {
  return {
    trace_id: trace.traceId,
    ...unlessNull('client_request_id', trace.clientRequestId),
    trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: trace.experimentId } },
    request_time: timestampJson(trace.requestTime),
    ...unlessNull(
      'execution_duration',
      trace.executionDuration === null ? null : durationJson(trace.executionDuration),
    ),
    state: trace.state,
    ...asMap('trace_metadata', trace.metadata),
    ...(trace.assessments.length === 0 ? {} : { assessments: trace.assessments.map(assessmentJson) }),
    ...asMap('tags', trace.tags),
    ...unlessNull('request_preview', trace.requestPreview),
    ...unlessNull('response_preview', trace.responsePreview),
  };
}

/** A trace as MLflow 2 knew it. */
export function traceInfoV2Json(trace: TraceInfo): object {
  const list = (key: string, tags: readonly Tag[]) => (tags.length === 0 ? {} : { [key]: tags });
  return {
    request_id: trace.traceId,
    experiment_id: trace.experimentId,
    timestamp_ms: trace.requestTime,
    execution_time_ms: trace.executionDuration ?? 0,
    status: trace.state === 'STATE_UNSPECIFIED' ? 'TRACE_STATUS_UNSPECIFIED' : trace.state,
    ...list('request_metadata', trace.metadata),
    ...list('tags', trace.tags),
  };
}

export function assessmentJson(assessment: Assessment): object {
  return {
    assessment_id: assessment.assessmentId,
    assessment_name: assessment.name,
    trace_id: assessment.traceId,
    ...unlessNull('span_id', assessment.spanId),
    source: { source_type: assessment.sourceType, ...unlessNull('source_id', assessment.sourceId) },
    create_time: timestampJson(assessment.createTime),
    last_update_time: timestampJson(assessment.lastUpdateTime),
    [assessment.kind]: valueJson(assessment),
    ...unlessNull('rationale', assessment.rationale),
    ...asMap('metadata', assessment.metadata),
    ...unlessNull('overrides', assessment.overrides),
    valid: assessment.valid,
  };
}

function valueJson({ kind, value: text, error }: Assessment): object {
  const value = parseVerbatim(text);
  switch (kind) {
    case 'feedback':
      return { value, ...(error === null ? {} : { error: errorJson(error) }) };
    case 'issue':
      return { issue_name: value };
    case 'expectation': {
      // A protobuf value would turn the integers in it into doubles.
      const structured = value === null || isVerbatimArray(value) || isVerbatimObject(value);
      if (!structured) return { value };
      return { serialized_value: { serialization_format: JSON_FORMAT, value: pythonJson(value) } };
    }
  }
}

/** The one way in which the value of an expectation is written as text. */
export const JSON_FORMAT = 'JSON_FORMAT';

function errorJson({ errorCode, errorMessage, stackTrace }: NonNullable<Assessment['error']>): object {
  return {
    error_code: errorCode,
    ...unlessNull('error_message', errorMessage),
    ...unlessNull('stack_trace', stackTrace),
  };
}
