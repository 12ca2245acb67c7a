import type { Span } from '../../../src/model/trace.ts';
import type { NewAssessment } from '../../../src/store/assessments.ts';
import type { NewTrace } from '../../../src/store/traces.ts';

/** A whole trace of the default experiment, as a client sends it. */
export function buildTrace(
  traceId: string,
  trace: Partial<Omit<NewTrace, 'tags' | 'metadata'>> & Texts = {},
): NewTrace {
  const { tags = {}, metadata = {}, ...rest } = trace;
  return {
    traceId,
    experimentId: '0',
    requestTime: 1000,
    executionDuration: 10,
    state: 'OK',
    clientRequestId: null,
    requestPreview: null,
    responsePreview: null,
    assessments: [],
    ...rest,
    tags: pairs(tags),
    metadata: pairs(metadata),
  };
}

interface Texts {
  readonly tags?: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Feedback of a program, its value as JSON. */
export function buildAssessment(name: string, value: string, assessment: Partial<NewAssessment> = {}): NewAssessment {
  return {
    name,
    kind: 'feedback',
    value,
    error: null,
    sourceType: 'CODE',
    sourceId: null,
    spanId: null,
    rationale: null,
    metadata: [],
    overrides: null,
    ...assessment,
  };
}

export function buildSpan(name: string, span: Partial<Span> = {}): Span {
  return { name, type: 'UNKNOWN', status: 'OK', content: `{"name": "${name}"}`, ...span };
}

export const pairs = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([key, value]) => ({ key, value }));
