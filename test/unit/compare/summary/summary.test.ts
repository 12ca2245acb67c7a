import { describe, expect, it } from 'vitest';
import { compare } from '../../../../src/compare/compare.ts';
import { listed } from '../../../../src/compare/summary/summaryWords.ts';
import {
  pipLine,
  buildFile,
  buildModel,
  buildPrompt,
  buildSnapshot,
  type SnapshotSpec,
} from '../../../fixtures/build.ts';
import { drawLine } from '../drawComparison.ts';

const summaryOf = (...specs: SnapshotSpec[]): string[] =>
  compare(specs.map((spec) => buildSnapshot(spec))).summary.lines.map(drawLine);

const verdictOf = (before: Readonly<Record<string, number>>, now: Readonly<Record<string, number>>): string => {
  const { columns } = compare([buildSnapshot({ metrics: before }), buildSnapshot({ metrics: now })]);
  const verdict = columns[1]?.verdict;
  return `${verdict?.outcome}: ${verdict?.text}`;
};

const input = (name: string, required: boolean) => ({ type: 'string', name, required }) as const;
const signed = (...inputs: ReturnType<typeof input>[]): SnapshotSpec => ({
  models: [buildModel({ description: { signature: { inputs, outputs: null, params: null } } })],
});

describe('the summary', () => {
  it('has nothing to say of one column, nor of two alike', () => {
    const spec: SnapshotSpec = { params: { a: '1' }, metrics: { loss: 1 }, tags: { team: 'x' } };
    expect(summaryOf(spec)).toEqual([]);
    expect(summaryOf(spec, { ...spec, info: { runId: 'other', runName: 'again' } })).toEqual([]);
  });

  it('says of a prompt how much was rewritten, and which variables', () => {
    const prompt = (text: string) => ({ prompts: [buildPrompt(text)] });
    expect(
      summaryOf(
        prompt('Classify {text}. Be brief.'),
        prompt('Classify {text} in {language}. Be brief.'),
        prompt('Classify {text}.  Be brief.'),
        {},
        prompt('Classify {text}. Be brief.'),
      ),
    ).toEqual(['Prompt: 1 sentence rewritten, variable language added | only white space changed | removed | -']);
  });

  it('counts a sentence once, however its lines are wrapped', () => {
    const prompt = (text: string) => ({ prompts: [buildPrompt(text)] });
    expect(
      summaryOf(
        prompt('You answer questions of customers\nabout their orders, and nothing\nelse. Be brief.'),
        prompt('You politely answer questions of\ncustomers about their orders, and\nnothing else. Be brief.'),
        prompt('You answer questions of customers about\ntheir orders, and nothing else.\nBe brief.'),
      ),
    ).toEqual(['Prompt: 1 sentence rewritten | only white space changed']);
  });

  it('names prompts where there are several', () => {
    const prompts = (...texts: string[]) => ({
      prompts: texts.map((text, index) => buildPrompt(text, { name: `prompts/p${index}.txt`, origin: 'file' })),
    });
    expect(summaryOf(prompts('a b', 'c d'), prompts('a b', 'c e'))).toEqual(['Prompt: p1.txt: 1 sentence rewritten']);
    expect(summaryOf(prompts('a', 'b', 'c', 'd', 'e'), prompts('1', '2', '3', '4', '5'))).toEqual([
      'Prompt: p0.txt: 1 sentence rewritten; p1.txt: 1 sentence rewritten; 3 more prompts',
    ]);
  });

  it('says which variables of a prompt nobody fills any more', () => {
    const prompt = (text: string): SnapshotSpec => ({ ...signed(input('text', true)), prompts: [buildPrompt(text)] });
    expect(summaryOf(prompt('Classify {text} as {kind}.'), prompt('Classify {text} as {kind} in {language}.'))).toEqual(
      ['Prompt: 1 sentence rewritten, variable language added, nobody fills language'],
    );
  });

  it('says whether calls break', () => {
    const base = signed(input('text', false));
    expect(
      summaryOf(base, signed(input('text', true)), signed(input('text', false), input('tone', false)), base),
    ).toEqual([
      'Signature: breaking: input text became required (breaking) | compatible: input tone was added and is optional | -',
    ]);
  });

  it('counts the changes of a signature, also those it has no words for', () => {
    const columns = (count: number, type: 'long' | 'double') => ({
      models: [
        buildModel({
          description: {
            signature: {
              inputs: Array.from({ length: count }, (_, nth) => ({ type, name: `in${nth}`, required: true })),
              outputs: null,
              params: null,
            },
          },
        }),
      ],
    });
    expect(summaryOf(columns(300, 'double'), columns(300, 'long'))).toEqual([
      'Signature: breaking: input in0 changed from double to long, 299 more changes (299 breaking) (breaking)',
    ]);
  });

  it('says of several models which one each change is about', () => {
    const models = (required: boolean): SnapshotSpec => ({
      models: ['a', 'b'].map((name) =>
        buildModel({
          name,
          description: { signature: { inputs: [input('x', required)], outputs: null, params: null } },
        }),
      ),
    });
    expect(summaryOf(models(false), models(true))).toEqual([
      'Signature: breaking: a: input x became required, b: input x became required (breaking)',
    ]);
  });

  it('says what metrics did, better and worse in turns, with a tone', () => {
    expect(
      summaryOf(
        { metrics: { accuracy: 0.87, latency_ms: 12.5, f1: 0.5, gone: 1, 'system/cpu': 1 } },
        { metrics: { accuracy: 0.91, latency_ms: 14, f1: 0.5, new: 1, 'system/cpu': 2 } },
        { metrics: { accuracy: 0.91, latency_ms: 12.5, f1: 0.5, gone: 1 } },
        { metrics: { accuracy: NaN, latency_ms: 12.5, f1: 0.5, gone: 2 } },
      ),
    ).toEqual([
      [
        'Metrics: accuracy +0.04, latency_ms worse by 12%, gone missing, new added (mixed)',
        'accuracy +0.04 (better)',
        'accuracy 0.87 → NaN, gone +1 (worse)',
      ].join(' | '),
    ]);
  });

  it('names the worst of what metrics lost, and counts what else is worse, however much got better', () => {
    const gains = Object.fromEntries(Array.from({ length: 8 }, (_, nth) => [`recall_${nth}`, 0.5 + nth / 100]));
    const before = Object.fromEntries(Object.keys(gains).map((key) => [key, 0.5]));
    expect(
      summaryOf(
        { metrics: { ...before, faithfulness: 0.9, latency_ms: 100, cost_usd: 1, train_loss: 1 } },
        { metrics: { ...gains, faithfulness: 0.89, latency_ms: 300, cost_usd: 1.1, train_loss: 9 } },
      ),
    ).toEqual(['Metrics: recall_7 +0.07, faithfulness −0.01, latency_ms worse by 200%, 8 more (2 worse) (mixed)']);
  });

  it('gives both values where per cent say little: from nothing, to nothing, from next to nothing', () => {
    expect(
      summaryOf(
        { metrics: { errors: 0, failures: 4, loss: 1e-9 } },
        { metrics: { errors: 2, failures: 0, loss: 0.5 } },
      ),
    ).toEqual(['Metrics: failures 4 → 0, errors 0 → 2, loss 1e-9 → 0.5 (mixed)']);
  });

  it('says what params were and are, those of the model first', () => {
    expect(
      summaryOf(
        {
          params: {
            temperature: '0.7',
            model_name: 'small',
            settings: '{"retry":{"times":3}}',
            tools: '[1]',
            old: 'x',
          },
        },
        {
          params: {
            temperature: '0.2',
            model_name: 'large',
            settings: '{"retry":{"times":5}}',
            tools: '[2,3]',
            empty: '',
          },
        },
      ),
    ).toEqual(['Params: model_name small → large, temperature 0.7 → 0.2, 4 more']);
    expect(
      summaryOf(
        { params: { a: '{"retry":{"times":3}}', b: '[1]' } },
        { params: { a: '{"retry":{"times":5}}', b: '[2, 3]' } },
      ),
    ).toEqual(['Params: a.retry.times 3 → 5, b: 2 changes inside']);
    expect(
      summaryOf({ params: { a: 'x'.repeat(99), b: 'y' } }, { params: { a: `${'x'.repeat(99)}z`, c: '' } }),
    ).toEqual(['Params: a changed, b removed, c empty added']);
    expect(summaryOf({ params: { lr: '1e-3', x: '1' } }, { params: { lr: '0.001', x: '2' } })).toEqual([
      'Params: x 1 → 2, lr written differently',
    ]);
  });

  it('says what a model is made of, what it requires, and which files are others', () => {
    const model = (
      flavor: string,
      config: string,
      dependencies: readonly string[],
      files: Readonly<Record<string, string>>,
    ) => ({
      models: [
        buildModel({
          parts: {
            flavors: [{ name: flavor, config: '{}' }],
            modelConfig: config,
            dependencies: dependencies.map(pipLine),
          },
        }),
      ],
      artifacts: Object.entries(files).map(([path, content]) => buildFile(path, content)),
    });
    const base = model('sklearn', '{"k":1}', ['a==1.0', 'b==1', 'c'], {
      'm/MLmodel': '1',
      'm/requirements.txt': '1',
      'a.txt': 'a',
      b: 'b',
    });
    expect(
      summaryOf(
        base,
        model('xgboost', '{"k":2}', ['a==2.0', 'b==1.1', 'd'], {
          'm/MLmodel': '2',
          'm/requirements.txt': '2',
          'a.txt': 'b',
          c: 'b',
        }),
        model('sklearn', '{"k":1}', ['a==1.0', 'b==1', 'c'], {
          'm/MLmodel': '3',
          'm/requirements.txt': '1',
          'a.txt': 'a',
          b: 'b',
        }),
        model('sklearn', '{"k":1}', ['a==1.1', 'b==1', 'c'], {
          'm/MLmodel': '3',
          'm/requirements.txt': '1',
          b: 'b',
          x: '',
        }),
      ),
    ).toEqual([
      'Model: flavor sklearn → xgboost, config.k 1 → 2 | - | -',
      'Dependencies and files: 4 dependencies (1 major), a.txt changed, b renamed to c | - | a 1.0 → 1.1, a.txt removed, x added',
    ]);
  });

  it('is about files alone, or dependencies alone, where nothing is said of the others', () => {
    const files = (content: string): SnapshotSpec => ({ artifacts: [buildFile('a', content)] });
    expect(compare([files('x'), files('y')].map((spec) => buildSnapshot(spec))).summary.lines).toMatchObject([
      { section: 'artifacts', title: 'Files' },
    ]);
    const needs = (line: string): SnapshotSpec => ({
      models: [buildModel({ parts: { dependencies: [pipLine(line)] } })],
    });
    expect(compare([needs('a==1'), needs('a==2')].map((spec) => buildSnapshot(spec))).summary.lines).toMatchObject([
      { section: 'dependencies', title: 'Dependencies' },
    ]);
  });

  it('names files where they are few, and one package of several models once', () => {
    const files = (...contents: string[]): SnapshotSpec => ({
      artifacts: contents.map((content, index) => buildFile(`eval/f${index}.txt`, content)),
    });
    expect(summaryOf(files('a', 'b'), files('a', 'c', 'd'), files('c', 'd', 'e'))).toEqual([
      'Files: f1.txt changed, f2.txt added | 2 files changed, 1 added',
    ]);
    const needs = (line: string): SnapshotSpec => ({
      models: ['m', 'n'].map((name) => buildModel({ name, parts: { dependencies: [pipLine(line)] } })),
    });
    expect(summaryOf(needs('a==1.0'), needs('a==1.1'))).toEqual(['Dependencies: a 1.0 → 1.1']);
  });

  it('tells paths of code apart by as little as it takes', () => {
    const code = (name: string): SnapshotSpec => ({ tags: { 'mlflow.source.name': name } });
    expect(
      summaryOf(
        code('/home/ada/experiments/v1/train.py'),
        code('/home/ada/experiments/v2/train.py'),
        code('/home/ada/experiments/v1/evaluate.py'),
        code('train.py'),
      ),
    ).toEqual(['Code: v1/train.py → v2/train.py | train.py → evaluate.py | …ada/experiments/v1/train.py → train.py']);
  });

  it('says how the run ended, which data and code it had, how it is tagged', () => {
    const data = (digest: string) => ({
      datasetInputs: [
        {
          dataset: { name: 'reviews', digest, sourceType: 'local', source: 's', schema: null, profile: null },
          tags: [{ key: 'mlflow.data.context', value: 'eval' }],
        },
      ],
    });
    const code = (commit: string, name: string) => ({ 'mlflow.source.git.commit': commit, 'mlflow.source.name': name });
    expect(
      summaryOf(
        { ...data('1'), tags: { ...code('a1b2c3d4e5', 'train.py'), stage: 'draft' } },
        { ...data('2'), tags: { ...code('b2c3d4e5f6', 'train2.py'), stage: 'final' }, info: { status: 'FAILED' } },
      ),
    ).toEqual([
      'Status: finished → failed (worse)',
      'Data: reviews (eval): other data',
      'Code: commit a1b2c3d → b2c3d4e, train.py → train2.py',
      'Tags: stage draft → final',
    ]);
  });

  it('does not say that a version of a prompt lacks what only runs have', () => {
    expect(
      summaryOf(
        { params: { a: '1' }, metrics: { loss: 1 }, prompts: [buildPrompt('a', { name: 'p', origin: 'registry' })] },
        { head: { kind: 'promptVersion' }, prompts: [buildPrompt('b', { name: 'p', origin: 'registry' })] },
      ),
    ).toEqual(['Prompt: 1 sentence rewritten']);
  });

  it('does not say that a version lacks the files and prompts that only a run has', () => {
    const file = (path: string) => buildPrompt('Be kind.', { name: path, origin: 'file' });
    const logged = {
      models: [buildModel({ name: 'm' })],
      artifacts: [buildFile('m/MLmodel', ''), buildFile('m/a.txt', 'a')],
    };
    const run: SnapshotSpec = {
      models: logged.models,
      artifacts: [...logged.artifacts, buildFile('notes.txt', 'x'), buildFile('facts.jinja', 'y')],
      prompts: [buildPrompt('a', { name: 'p' }), file('facts.jinja'), file('m/rules.jinja')],
    };
    const version: SnapshotSpec = {
      ...logged,
      head: { kind: 'loggedVersion' },
      prompts: [buildPrompt('a', { name: 'p' })],
      artifacts: [buildFile('m/MLmodel', ''), buildFile('m/b.txt', 'b')],
    };
    expect(summaryOf(run, version)).toEqual(['Prompt: rules.jinja: removed', 'Files: a.txt removed, b.txt added']);
    expect(summaryOf(version, run)).toEqual(['Prompt: rules.jinja: added', 'Files: a.txt added, b.txt removed']);
    const prompt: SnapshotSpec = { head: { kind: 'promptVersion' }, prompts: [buildPrompt('b', { name: 'p' })] };
    expect(summaryOf(run, prompt)).toEqual(['Prompt: p: 1 sentence rewritten']);
    expect(summaryOf(prompt, run)).toEqual(['Prompt: p: 1 sentence rewritten']);
  });

  it('lists what fits, and counts the rest', () => {
    expect(listed([])).toBe('');
    expect(listed(['one', 'two', 'three'], { most: 12 })).toBe('one, 2 more');
    expect(listed(['one', 'two', 'three'], { most: 15 })).toBe('one, two, three');
    expect(listed(['one', 'two'], { most: 30, noun: 'prompt', separator: '; ', total: 3 })).toBe(
      'one; two; 1 more prompt',
    );
  });
});

describe('the verdict', () => {
  it.each([
    [{ accuracy: 0.87 }, { accuracy: 0.91 }, 'better: better: accuracy +0.04'],
    [{ accuracy: 0.87, loss: 2 }, { accuracy: 0.91, loss: 1 }, 'better: better: accuracy +0.04, loss better by 50%'],
    [{ latency_ms: 10, loss: 2 }, { latency_ms: 15, loss: 2 }, 'worse: worse: latency_ms worse by 50%'],
    [{ accuracy: 0.87, loss: 2, f1: 0 }, { accuracy: 0.91, loss: 3, f1: 1 }, 'mixed: mixed: 2 better, 1 worse'],
    [{ accuracy: 0.87 }, { accuracy: 0.87 }, 'same: same metrics'],
    [{ confidence: 1 }, { confidence: 2 }, 'unknown: no metrics to judge by'],
    [{ accuracy: 1 }, { loss: 2 }, 'unknown: no metrics to judge by'],
    [{ accuracy: 1, words: 3 }, { accuracy: 1, words: 5 }, 'same: no metric better or worse'],
    [{ accuracy: 1, loss: 3 }, { loss: 1.5 }, 'better: better: loss better by 50%; accuracy missing'],
    [{ loss: 1 }, { loss: Infinity }, 'worse: worse: loss 1 → Infinity'],
    [{ perplexity: Infinity }, { perplexity: 18 }, 'better: better: perplexity Infinity → 18'],
    [{ 'system/memory': 1 }, { 'system/memory': 2 }, 'unknown: no metrics to judge by'],
    [
      { train_loss: 2, accuracy: 0.5 },
      { train_loss: 1, accuracy: 0.6 },
      'better: better: accuracy +0.1, train_loss better by 50%',
    ],
  ])('of %o and then %o', (before, now, verdict) => {
    expect(verdictOf(before, now)).toBe(verdict);
  });
});
