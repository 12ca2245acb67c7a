import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/model/errors.ts';
import { SPANS_IN_STORE } from '../../../src/model/trace.ts';
import { openStore } from '../../fixtures/tempStore.ts';
import { buildAssessment, buildSpan, buildTrace, pairs } from './tracesBuild.ts';

const location = (id: string) => ({
  key: 'mlflow.artifactLocation',
  value: `mlflow-artifacts:/0/traces/${id}/artifacts`,
});

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'done';
}

describe('A trace', () => {
  test('is kept whole and says where its files are', () => {
    const { traces } = openStore();
    const trace = buildTrace('tr-1', {
      requestTime: 2n ** 53n + 1n,
      executionDuration: null,
      state: 'IN_PROGRESS',
      clientRequestId: 'c',
      requestPreview: '{"q": 1}',
      responsePreview: '',
      tags: { b: '', a: 'x' },
      metadata: { 'mlflow.sourceRun': 'r' },
      assessments: [buildAssessment('score', '1.0', { assessmentId: 'a-1', createTime: 5, lastUpdateTime: 6 })],
    });
    const { assessments, tags, ...rest } = trace;
    expect(traces.start(trace)).toEqual({
      ...rest,
      tags: [...tags.toReversed(), location('tr-1')],
      assessments: [{ ...assessments[0], traceId: 'tr-1', valid: true }],
    });
    expect(traces.get('tr-1')).toEqual(traces.find('tr-1'));
    expect(traces.find('tr-2')).toBeUndefined();
    expect(refusal(() => traces.get('tr-2'))).toBe("RESOURCE_DOES_NOT_EXIST: Trace with ID 'tr-2' not found.");
  });

  test('that is sent again is completed, not doubled', () => {
    const { traces } = openStore();
    traces.start(buildTrace('tr-1', { requestPreview: 'q', tags: { a: '1', b: '1' }, metadata: { m: '1' } }));
    const again = traces.start(
      buildTrace('tr-1', {
        requestTime: 2000,
        state: 'ERROR',
        responsePreview: 'r',
        tags: { a: '2' },
        metadata: { n: '2' },
      }),
    );
    expect(again).toMatchObject({ requestTime: 2000, state: 'ERROR', requestPreview: 'q', responsePreview: 'r' });
    expect([again.tags, again.metadata]).toEqual([
      [...pairs({ a: '2', b: '1' }), location('tr-1')],
      pairs({ m: '1', n: '2' }),
    ]);
  });

  test('belongs to an active experiment', () => {
    const { traces, experiments } = openStore();
    experiments.delete(experiments.create('gone'));
    expect([
      refusal(() => traces.start(buildTrace('tr-1', { experimentId: '1' }))),
      refusal(() => traces.start(buildTrace('tr-1', { experimentId: '7' }))),
    ]).toEqual([
      "INVALID_PARAMETER_VALUE: The experiment 1 must be in the 'active' state. Current state is deleted.",
      'RESOURCE_DOES_NOT_EXIST: No Experiment with id=7 exists',
    ]);
  });

  test('that was begun ends later, at the time it is told', () => {
    const { traces } = openStore();
    traces.start(buildTrace('t', { executionDuration: null, state: 'IN_PROGRESS', tags: { a: '1' } }));
    const end = { endTime: 3500, state: 'OK', tags: pairs({ a: '2' }), metadata: pairs({ m: '1' }) } as const;
    expect(traces.end('t', end)).toMatchObject({
      requestTime: 1000,
      executionDuration: 2500,
      state: 'OK',
      tags: [...pairs({ a: '2' }), location('t')],
      metadata: pairs({ m: '1' }),
    });
    expect(refusal(() => traces.end('x', end))).toBe("RESOURCE_DOES_NOT_EXIST: Trace with ID 'x' not found.");
  });

  test('has tags that change', () => {
    const { traces } = openStore();
    traces.start(buildTrace('t', { tags: { a: '1' } }));
    traces.setTag('t', 'b', '2');
    traces.deleteTag('t', 'a');
    expect(traces.get('t').tags).toEqual([...pairs({ b: '2' }), location('t')]);
    expect([refusal(() => traces.deleteTag('t', 'a')), refusal(() => traces.setTag('x', 'a', '1'))]).toEqual([
      "RESOURCE_DOES_NOT_EXIST: No trace tag with key 'a' for trace with ID 't'",
      "RESOURCE_DOES_NOT_EXIST: Trace with ID 'x' not found.",
    ]);
  });

  test('has its spans in the store once they were kept, and says so only then', () => {
    const { traces } = openStore();
    const claim = { 'mlflow.trace.spansLocation': SPANS_IN_STORE };
    expect(traces.start(buildTrace('t', { tags: claim })).tags).toEqual([location('t')]);
    traces.keepSpans('t', [buildSpan('old')]);
    traces.keepSpans('t', [buildSpan('root'), buildSpan('child')]);
    expect(traces.spans.ofTrace('t').map((span) => span.name)).toEqual(['root', 'child']);
    expect(traces.get('t').tags).toEqual([location('t'), ...pairs(claim)]);
    traces.start(buildTrace('t'));
    expect(traces.spans.ofTrace('t')).toHaveLength(2);
  });
});

describe('Traces by their ids', () => {
  test('come once each, in the order of their last mention, of the experiments asked for', () => {
    const { traces, experiments } = openStore();
    const other = experiments.create('other');
    traces.start(buildTrace('a'));
    traces.start(buildTrace('b', { experimentId: other }));
    traces.start(buildTrace('c'));
    const ids = (...experimentIds: string[]) =>
      traces.getByIds(['c', 'x', 'b', 'a', 'c'], experimentIds.length > 0 ? experimentIds : undefined);
    expect(ids().map((trace) => trace.traceId)).toEqual(['b', 'a', 'c']);
    expect(ids('0').map((trace) => trace.traceId)).toEqual(['a', 'c']);
    expect(traces.getByIds(['a'], [])).toEqual([]);
  });
});

describe('Deleting traces', () => {
  test('takes those of the ids that are in the experiment, with all that belongs to them', () => {
    const { traces, traceSearch, experiments } = openStore();
    traces.start(buildTrace('a', { assessments: [buildAssessment('s', '1.0')] }));
    traces.start(buildTrace('b', { experimentId: experiments.create('other') }));
    traces.keepSpans('a', [buildSpan('root')]);
    traces.links.toRun('r', ['a']);
    traces.links.toPrompts('a', ['p/1']);
    expect(traces.delete('0', { traceIds: ['a', 'b', 'x'] })).toEqual(['0/traces/a']);
    expect([traces.find('a'), traces.find('b')?.traceId]).toEqual([undefined, 'b']);
    traces.start(buildTrace('a'));
    expect([traces.spans.ofTrace('a'), traces.get('a').assessments]).toEqual([[], []]);
    expect(traceSearch.find({ experimentIds: ['0'], filter: "run_id = 'r'" }).items).toEqual([]);
  });

  test('takes the oldest until a time, at most as many as asked for', () => {
    const { traces } = openStore();
    for (const [id, requestTime] of [
      ['c', 30],
      ['a', 10],
      ['b', 20],
      ['d', 40],
    ] as const) {
      traces.start(buildTrace(id, { requestTime }));
    }
    const deleted = (until: number, limit?: number) =>
      traces.delete('0', limit === undefined ? { until } : { until, limit }).map((folder) => folder.split('/')[2]);
    expect([deleted(30, 2), deleted(9), deleted(30), traces.find('d')?.traceId]).toEqual([['a', 'b'], [], ['c'], 'd']);
    expect(refusal(() => traces.delete('0', { until: 1, limit: 0 }))).toBe(
      'INVALID_PARAMETER_VALUE: `max_traces` must be a positive integer, received 0.',
    );
  });
});

describe('An assessment', () => {
  test('that overrides another makes it invalid until it is deleted', () => {
    const { traces } = openStore();
    traces.start(buildTrace('t'));
    const { assessments } = traces;
    const first = assessments.create('t', buildAssessment('q', '1.0'), 10);
    const second = assessments.create('t', buildAssessment('q', '2.0', { overrides: first.assessmentId }), 20);
    const validity = () => traces.get('t').assessments.map(({ value, valid }) => `${value} ${valid}`);
    expect(validity()).toEqual(['1.0 false', '2.0 true']);
    assessments.delete('t', second.assessmentId);
    assessments.delete('t', second.assessmentId);
    expect(validity()).toEqual(['1.0 true']);
    expect(first.assessmentId).toMatch(/^a-[\da-f]{32}$/);
  });

  test('is refused where the trace or what it overrides is missing, or its id is in use', () => {
    const { traces } = openStore();
    traces.start(buildTrace('t'));
    const { assessments } = traces;
    assessments.create('t', buildAssessment('q', '1.0', { assessmentId: 'a-1' }));
    expect([
      refusal(() => assessments.create('x', buildAssessment('q', '1.0'))),
      refusal(() => assessments.create('t', buildAssessment('q', '1.0', { assessmentId: 'a-2', overrides: 'a-9' }))),
      refusal(() => assessments.create('t', buildAssessment('q', '1.0', { assessmentId: 'a-1' }))),
      refusal(() => assessments.get('t', 'a-2')),
      refusal(() => assessments.get('x', 'a-1')),
    ]).toEqual([
      "RESOURCE_DOES_NOT_EXIST: Trace with ID 'x' not found.",
      "RESOURCE_DOES_NOT_EXIST: Assessment with ID 'a-9' not found for trace 't'",
      "RESOURCE_ALREADY_EXISTS: Assessment with ID 'a-1' already exists.",
      "RESOURCE_DOES_NOT_EXIST: Assessment with ID 'a-2' not found for trace 't'",
      "RESOURCE_DOES_NOT_EXIST: Trace with request_id 'x' not found",
    ]);
  });

  test('is updated field by field; metadata grows, and its kind stays', () => {
    const { traces } = openStore();
    traces.start(buildTrace('t'));
    const { assessments } = traces;
    const made = buildAssessment('q', '1.0', {
      assessmentId: 'a',
      rationale: 'r',
      metadata: pairs({ a: '1', b: '1' }),
    });
    const before = assessments.create('t', made, 10);
    const value = {
      kind: 'feedback',
      value: 'null',
      error: { errorCode: 'E', errorMessage: null, stackTrace: null },
    } as const;
    expect(assessments.update('t', 'a', { name: 'n', value, metadata: pairs({ b: '2', c: '3' }) }, 20)).toEqual({
      ...before,
      ...value,
      name: 'n',
      metadata: pairs({ a: '1', b: '2', c: '3' }),
      lastUpdateTime: 20,
    });
    expect(refusal(() => assessments.update('t', 'a', { value: { ...value, kind: 'expectation' } }))).toBe(
      'INVALID_PARAMETER_VALUE: Cannot update expectation value on a Feedback assessment.',
    );
  });
});
