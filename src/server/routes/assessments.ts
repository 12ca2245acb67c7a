import * as z from 'zod';
import { invalid } from '../../model/errors.ts';
import { pythonDoubles, pythonJson } from '../../model/pythonJson.ts';
import { ASSESSMENT_KINDS, SOURCE_TYPES, type Assessment } from '../../model/trace.ts';
import { parseVerbatim, type VerbatimJson } from '../../model/verbatimJson.ts';
import type { AssessmentChange, NewAssessment } from '../../store/assessments.ts';
import { message, oneOf, requiredText, text } from '../wire/fields.ts';
import { timestamp } from '../wire/times.ts';
import { assessmentJson, JSON_FORMAT } from '../wire/traceEntities.ts';
import { rpc, type Rpc } from './route.ts';
import { textMap, toTags } from './traceFields.ts';

const error = message({
  error_code: text.default(''),
  error_message: text.optional(),
  stack_trace: text.optional(),
});

/** An assessment as clients send it; exactly one of feedback, expectation and issue belongs to it. */
export const assessmentMessage = message({
  assessment_id: text.optional(),
  assessment_name: text.default(''),
  span_id: text.optional(),
  source: message({ source_type: oneOf(SOURCE_TYPES, 0), source_id: text.optional() }).optional(),
  create_time: timestamp.optional(),
  last_update_time: timestamp.optional(),
  feedback: message({ value: z.unknown().optional(), error: error.optional() }).optional(),
  expectation: message({
    value: z.unknown().optional(),
    serialized_value: message({ serialization_format: text.default(''), value: text.default('') }).optional(),
  }).optional(),
  issue: message({ issue_name: text.default('') }).optional(),
  rationale: text.optional(),
  metadata: textMap,
  overrides: text.optional(),
});

type Sent = z.output<typeof assessmentMessage>;

const OF_TRACE = 'traces/:trace_id/assessments';
const OF_ASSESSMENT = `${OF_TRACE}/:assessment_id`;
const ids = { trace_id: requiredText, assessment_id: requiredText };

/** Feedback on traces, expectations of them, and references to issues. */
export const assessmentRoutes: readonly Rpc[] = [
  rpc(
    'POST',
    OF_TRACE,
    { trace_id: requiredText, assessment: assessmentMessage },
    (args, { store }) => {
      const created = store.traces.assessments.create(args.trace_id, toNewAssessment(args.assessment));
      return { assessment: assessmentJson(created) };
    },
    3,
  ),
  rpc(
    'GET',
    OF_ASSESSMENT,
    ids,
    (args, { store }) => assessmentOf(store.traces.assessments.get(args.trace_id, args.assessment_id)),
    3,
  ),
  rpc(
    'PATCH',
    OF_ASSESSMENT,
    { ...ids, assessment: assessmentMessage, update_mask: requiredText },
    (args, { store }) => {
      const change = toChange(args.assessment, args.update_mask);
      return assessmentOf(store.traces.assessments.update(args.trace_id, args.assessment_id, change));
    },
    3,
  ),
  rpc(
    'DELETE',
    OF_ASSESSMENT,
    ids,
    (args, { store }) => {
      store.traces.assessments.delete(args.trace_id, args.assessment_id);
      return {};
    },
    3,
  ),
];

const assessmentOf = (assessment: Assessment): object => ({ assessment: assessmentJson(assessment) });

export function toNewAssessment(sent: Sent): NewAssessment {
  const { assessment_id: id, create_time: createTime, last_update_time: lastUpdateTime } = sent;
  return {
    ...(id ? { assessmentId: id } : {}),
    name: sent.assessment_name,
    ...valueOf(sent),
    sourceType: sent.source?.source_type ?? 'SOURCE_TYPE_UNSPECIFIED',
    sourceId: sent.source?.source_id || null,
    spanId: sent.span_id || null,
    rationale: sent.rationale || null,
    metadata: toTags(sent.metadata),
    overrides: sent.overrides || null,
    ...(createTime === undefined ? {} : { createTime }),
    ...(lastUpdateTime === undefined ? {} : { lastUpdateTime }),
  };
}

/** What a mask names, in either spelling, of what was sent; fields that cannot change are passed over, as in MLflow. */
function toChange(sent: Sent, mask: string): AssessmentChange {
  const fields = new Set(mask.split(',').map((field) => field.trim().replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)));
  const kinds = ASSESSMENT_KINDS.filter((kind) => fields.has(kind));
  if (kinds.length > 1) throw invalid('Cannot specify both `expectation` and `feedback` parameters.');
  const [kind] = kinds;
  return {
    ...(fields.has('assessment_name') ? { name: sent.assessment_name } : {}),
    ...(fields.has('rationale') ? { rationale: sent.rationale ?? '' } : {}),
    ...(fields.has('metadata') ? { metadata: toTags(sent.metadata) } : {}),
    ...(kind === undefined ? {} : { value: valueOf({ [kind]: sent[kind] ?? {} }) }),
  };
}

type Values = Pick<Sent, 'feedback' | 'expectation' | 'issue'>;

function valueOf(sent: Partial<Values>): Pick<Assessment, 'kind' | 'value' | 'error'> {
  const kinds = ASSESSMENT_KINDS.filter((kind) => sent[kind] !== undefined);
  if (kinds.length > 1) throw invalid(`An assessment cannot be both ${kinds.join(' and ')}.`);
  if (sent.feedback)
    return { kind: 'feedback', value: pythonDoubles(sent.feedback.value ?? null), error: errorOf(sent) };
  if (sent.expectation) return { kind: 'expectation', value: expected(sent.expectation), error: null };
  if (sent.issue) return { kind: 'issue', value: JSON.stringify(sent.issue.issue_name), error: null };
  throw invalid('Unknown assessment type: None');
}

function errorOf({ feedback }: Partial<Values>): Assessment['error'] {
  const sent = feedback?.error;
  if (!sent) return null;
  const { error_code: errorCode, error_message: errorMessage, stack_trace: stackTrace } = sent;
  return { errorCode, errorMessage: errorMessage || null, stackTrace: stackTrace || null };
}

/** Lists and objects come as JSON in a text, so that their integers stay integers. */
function expected({ value, serialized_value: serialized }: NonNullable<Sent['expectation']>): string {
  if (serialized && serialized.serialization_format !== JSON_FORMAT) {
    throw invalid(`Unknown serialization format: ${serialized.serialization_format}. Only JSON_FORMAT is supported.`);
  }
  const json = serialized ? pythonJson(parseSerialized(serialized.value)) : pythonDoubles(value ?? null);
  if (json === 'null') throw invalid('The `value` field must be specified.');
  return json;
}

function parseSerialized(json: string): VerbatimJson {
  try {
    return parseVerbatim(json);
  } catch (problem) {
    if (problem instanceof SyntaxError) throw invalid('The value of an expectation must be JSON.');
    throw problem;
  }
}
