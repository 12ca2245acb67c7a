import type { Int64 } from './json.ts';
import type { Tag } from './run.ts';

/**
 * MLflow's traces: what one request to an application went through, as spans. Names are those of MLflow 3; the older
 * ones of its version 2 stay in server/wire.
 */

export const TRACE_STATES = ['STATE_UNSPECIFIED', 'OK', 'ERROR', 'IN_PROGRESS'] as const;
export type TraceState = (typeof TRACE_STATES)[number];

/** All of a trace but its spans. Times are milliseconds since the epoch, durations milliseconds. */
export interface TraceInfo {
  readonly traceId: string;
  readonly experimentId: string;
  readonly requestTime: Int64;
  readonly executionDuration: Int64 | null;
  readonly state: TraceState;
  readonly clientRequestId: string | null;
  readonly requestPreview: string | null;
  readonly responsePreview: string | null;
  /** What the client knew of the trace: its run, session, user, token usage. */
  readonly metadata: readonly Tag[];
  /** What people may change later. */
  readonly tags: readonly Tag[];
  readonly assessments: readonly Assessment[];
}

export const ASSESSMENT_KINDS = ['feedback', 'expectation', 'issue'] as const;
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number];

export const SOURCE_TYPES = ['SOURCE_TYPE_UNSPECIFIED', 'HUMAN', 'LLM_JUDGE', 'CODE'] as const;
export type AssessmentSourceType = (typeof SOURCE_TYPES)[number];

export interface AssessmentError {
  readonly errorCode: string;
  readonly errorMessage: string | null;
  readonly stackTrace: string | null;
}

/** What a person, a judge or a program says of a trace, or what they expect of it. */
export interface Assessment {
  readonly assessmentId: string;
  readonly traceId: string;
  readonly name: string;
  readonly kind: AssessmentKind;
  /** JSON text; of an issue, its name. */
  readonly value: string;
  readonly error: AssessmentError | null;
  readonly sourceType: AssessmentSourceType;
  readonly sourceId: string | null;
  readonly spanId: string | null;
  readonly rationale: string | null;
  readonly metadata: readonly Tag[];
  /** The assessment that this one replaces. */
  readonly overrides: string | null;
  /** False once another assessment replaced it. */
  readonly valid: boolean;
  readonly createTime: Int64;
  readonly lastUpdateTime: Int64;
}

/** One step of a trace as filters see it; `content` is its whole JSON text. */
export interface Span {
  readonly name: string;
  readonly type: string | null;
  readonly status: string;
  readonly content: string;
}

/** The tags and metadata that mean something to the server. */
export const TRACE_KEYS = {
  name: 'mlflow.traceName',
  artifactLocation: 'mlflow.artifactLocation',
  spansLocation: 'mlflow.trace.spansLocation',
  sourceRun: 'mlflow.sourceRun',
  session: 'mlflow.trace.session',
  archivalFailure: 'mlflow.trace.archivalFailure',
  finalized: 'mlflow.trace.infoFinalized',
} as const;

/** The value of the tag `spansLocation` once the spans can be asked for by `traces/get`. */
export const SPANS_IN_STORE = 'TRACKING_STORE';
